;; The quickstart: a small system on a sample base, which holds no FreeBSD, so that it builds anywhere.
;; For a system that boots, see ../distribution/system.scm.

(use-modules (fruix system freebsd)
             (fruix services ssh)
             (fruix packages sample))

(define base
  (freebsd-base
    #:name "sample"
    #:version-label "sample-1"))

(define my-operating-system
  (operating-system
    (host-name "quickstart")
    (freebsd-base base)
    (kernel sample-kernel)
    (bootloader sample-bootloader)
    (base-packages %sample-packages)
    (users (list (user-account
                   (name "alice")
                   (comment "Alice")
                   (supplementary-groups '("wheel")))))
    (services (cons (service ssh-service-type
                             (ssh-configuration
                               (permit-root-login 'without-password)))
                    %base-services))))
