(define-module (thief) #:export (stolen))
(define (stolen) (call-with-input-file "@SECRET@" read-line))
