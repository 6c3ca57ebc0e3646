(define-module (canary) #:export (song score))
(define song 'unchanged)
(define score #(unchanged))
