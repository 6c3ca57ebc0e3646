(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(define my-service-type
  (service-type
    (name (quote mine))
    (compose concatenate)))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (services
    (list (service my-service-type '())
          (simple-service 'mine my-service-type '("x")))))
