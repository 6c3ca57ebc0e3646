;;; Commentary:
;;; Accounts that services bring along: daemons extend this type with their users and groups.

(define-module (fruix services accounts)
  #:use-module (fruix types)
  #:use-module (fruix services)
  #:use-module (fruix system freebsd model)
  #:export (account-service-type))

(define (account? x)
  (or (user-account? x) (user-group? x)))

(define account-service-type
  (service-type
   (name 'accounts)
   (value-check (list (list-of account?) "a list of user accounts and user groups"))
   (takes (list (list-of account?) "a list of user accounts and user groups"))
   (compose (lambda (lists) (apply append lists)))
   (extend append)
   (default-value '())
   (description "User accounts and groups: a list of user-account and user-group records.")))
