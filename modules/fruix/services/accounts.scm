;;; Commentary:
;;; Accounts that services bring along: daemons extend this type with their users and groups.

(define-module (fruix services accounts)
  #:use-module (fruix services)
  #:export (account-service-type))

(define account-service-type
  (service-type
   (name 'accounts)
   (compose (lambda (lists) (apply append lists)))
   (extend append)
   (default-value '())
   (description "User accounts and groups: a list of user-account and user-group records.")))
