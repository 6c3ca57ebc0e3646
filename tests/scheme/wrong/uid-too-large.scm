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
  (users (list (user-account (name "alice") (uid 4294967294))
               (user-account (name "bob") (uid 4294967295))
               (user-account (name "carol") (uid 99999999999999))))
  (groups (list (user-group (name "dev") (id 4294967295)))))
