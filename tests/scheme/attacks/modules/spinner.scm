(define-module (spinner) #:export (spin))
(define (spin) (spin))
