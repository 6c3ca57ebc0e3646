(use-modules (fruix system freebsd) (fruix packages sample))
(define os (operating-system (host-name "x") (freebsd-base (freebsd-base #:name "a" #:version-label "b")) (kernel sample-kernel) (bootloader sample-bootloader)
 (services (list (service ssh-service-type)))))
