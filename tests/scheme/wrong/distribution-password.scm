(use-modules (fruix system freebsd)
             (fruix packages freebsd))

(define base
  (freebsd-base
    (name "release")
    (version-label "14.2-RELEASE")
    (source (freebsd-distribution
              (release "14.2-RELEASE")
              (sets (list (distribution-set
                            (name "base")
                            (url "https://user:secret@example.org/base.txz")
                            (sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))))))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel (freebsd-distribution-kernel-for base))
  (bootloader (freebsd-distribution-bootloader-for base))
  (base-packages (freebsd-distribution-system-packages-for base)))
