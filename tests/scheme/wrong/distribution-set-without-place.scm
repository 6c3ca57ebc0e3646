(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base
    (name "sets")
    (version-label "14.2")
    (source (freebsd-distribution
              (release "14.2-RELEASE")
              (sets (list (distribution-set
                            (name "base")
                            (sha256 "00000000000000000000000000000000000000000000000000000000000000ff"))))))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel (freebsd-distribution-kernel-for base))
  (bootloader (freebsd-distribution-bootloader-for base))
  (base-packages (freebsd-distribution-system-packages-for base)))
