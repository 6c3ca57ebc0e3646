(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(define target
  (service-type (name 'target) (compose (const '())) (extend (const '()))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (services
    (list (service (service-type
                     (name 'mine)
                     (extensions (list (service-extension target (const 1)))))
                   #t))))
