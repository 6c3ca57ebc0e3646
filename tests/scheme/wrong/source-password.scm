(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base
    (name "source")
    (version-label "15.0")
    (source (freebsd-source
              (kind 'git)
              (url "https://user:secret@example.org/src.git")
              (ref "stable/15")))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages))
