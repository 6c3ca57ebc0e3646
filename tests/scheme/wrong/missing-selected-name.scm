(use-modules (fruix system freebsd)
             ((fruix packages sample) #:select (sample-kernal)))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages))
