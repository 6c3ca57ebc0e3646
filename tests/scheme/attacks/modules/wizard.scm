(define-module (wizard) #:export (spell))
(define-syntax spell (lambda (form) 1))
