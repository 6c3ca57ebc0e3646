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
    (list (simple-service 'mine rc-script-service-type
                          (list (rc-script (name "mine") (content "#!/bin/sh\n"))
                                (rc-script (name "fruix-ready") (content "#!/bin/sh\n"))
                                (rc-script (name "fruix-activate") (content "#!/bin/sh\n"))))
          (simple-service 'yours rc-service-type
                          (list (rc-service (name "yours"))
                                (rc-service (name "yours") (script "#!/bin/sh\n"))
                                (rc-service (name "ours") (script "#!/bin/sh\n"))
                                (rc-service (name "ours") (script "#!/bin/sh\n"))
                                (rc-service (name "mine") (script "#!/bin/sh\n")))))))
