;;; Commentary:
;;;
;;; A module as users write them.

(define-module (test user)
  #:use-module (srfi srfi-1)
  #:use-module ((test check) #:select (check))
  #:export (wrap gadget gadget? gadget-name gadget-size options big))

(define (private-helper x)
  (list 'wrapped x))

(define-syntax-rule (wrap x)
  (private-helper x))

(define-record-type* <gadget> gadget make-gadget gadget?
  (name gadget-name (type string? "a string") (sanitize upcase))
  (size gadget-size (default (default-size))))

(define later (list upcase))

(check (procedure? (car later)))

(define (upcase x)
  (if (string? x) (string-upcase x) x))

(define (default-size) (fold + 0 '(1 2)))

(define big (gadget (name "big") (size 8)))

(define* (options a #:key (b 0) (c '()))
  (list a b c))

(check (gadget? big))
