(use-modules (fruix system freebsd)
             (fruix packages sample))

(define os
  (operating-system
    (host-name "wrong")
    (freebsd-base (freebsd-base (name "sample") (version-label "sample-1")))
    (kernel sample-kernel)
    (bootloader sample-bootloader)
    (base-packages %sample-packages)))

(operating-system
  #:inherit os
  #:host-name "right")
