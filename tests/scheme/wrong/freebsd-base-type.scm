(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(operating-system
  (host-name "wrong")
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (freebsd-base "15.0"))
