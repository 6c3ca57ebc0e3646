;;; Modules of the user's own, which use each other and the language's.

(use-modules (site users)
             ((site names) #:select ((full-name . whole)) #:prefix n:)
             (srfi srfi-1)
             (ice-9 match))

(define-user dave "dave")

(define (describe x)
  (match x
    (('user name) (list 'user name))
    ((a b . rest) (list 'many a b rest))
    (_ 'nothing)))

(list (users) limit dave
      (n:whole "x")
      (user-line "alice") (user-line "bob" #:uid 7) (user-line "carol" #:shell "/bin/csh" #:uid 8)
      (map describe '((user "a") (1 2 3) 5))
      (fold + 0 '(1 2 3)))
