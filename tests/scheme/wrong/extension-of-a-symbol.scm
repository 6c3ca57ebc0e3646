(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base (name "sample") (version-label "sample-1")))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages)
  (services
    (list (service (service-type
                     (name 'mine)
                     (extensions (list (service-extension 'rc-conf identity)))
                     (default-value 1))))))
