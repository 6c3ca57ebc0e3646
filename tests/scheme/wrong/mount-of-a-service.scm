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
  (file-systems
    (cons (file-system (device "tmpfs") (mount-point "/tmp") (type "tmpfs"))
          %default-file-systems))
  (services
    (list (simple-service 'scratch fstab-service-type
                          (list (file-system (device "tmpfs") (mount-point "/tmp") (type "tmpfs"))
                                (file-system (device "/dev/da1p1") (mount-point "/data") (type "ext4")))))))
