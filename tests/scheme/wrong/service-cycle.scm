(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(define a
  (service-type (name 'a)
                (extensions (list (service-extension b (const 1))))
                (compose list) (extend cons)))

(define b
  (service-type (name 'b)
                (extensions (list (service-extension a (const 1))))
                (compose list) (extend cons)))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (services (list (service a 1) (service b 2))))
