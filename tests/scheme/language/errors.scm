;; A list that is not closed is blamed where it opens.
(define x 1)
(define y (list x 2) ;;; error@1: missing closing parenthesis for the list that starts here; line 4 begins
(define z 3)
---
(define x 1)) ;;; error@13: unexpected closing parenthesis
(define y 2)
---
(define s "abc) ;;; error@11: missing closing quote for the string that starts here
(define x 1)
---
'(1 . ) ;;; error: missing value after '.'
---
(strin-append "a") ;;; error@2: unbound variable `strin-append'; did you mean `string-append'\?
(define (f x)
  (list x
        (undefined-thing x))) ;;; error@10: ^unbound variable `undefined-thing'$
(define machine-kernel 1)
machine-kernal ;;; error@1: unbound variable `machine-kernal'; did you mean `machine-kernel'\?
(set! nowhere 1) ;;; error: unbound variable `nowhere'
---
(define (f a b) a)
(f 1)     ;;; error@1: `f' takes 2 arguments, not 1
(f 1 2 3) ;;; error@1: `f' takes 2 arguments, not 3
(cons 1)  ;;; error@1: `cons' takes 2 arguments, not 1
---
;; A procedure that is only known when it runs.
(define (one a) a)
(define (pick x) (if x one car))
((pick #t)) ;;; error@1: `one' takes 1 argument, not 0
---
(define x 5)
(x 1) ;;; error@1: 5, a number, is called, but it is not a procedure
---
((car (list 7)) 1) ;;; error@1: 7, a number, is called, but it is not a procedure
---
(define (first-of x)
  (list
    (car x))) ;;; error@5: `car' needs a pair as argument 1, not 5
(define y
  (first-of 5))
---
(define (plus x)
  (+ 1 x)) ;;; error@3: wrong type of value: a number is needed, not a string
(plus "a")
---
;; The place is the call's, not that of its last argument.
(define (index) 2)
(vector-ref (vector 1 2) ;;; error@1: index 2 is out of range: there are 2 elements
            (index))
---
;; An error inside a library is blamed on the call.
(string-split 5 #\a) ;;; error@1: `string-length' needs a string as argument 1, not 5
---
(define names '("a" b))
(string-join names ",") ;;; error@1: `string-append' needs a string, not 'b
---
(for-each (lambda (x)
            (car x)) ;;; error@13: `car' needs a pair as argument 1, not 2
          (list '(1) 2))
---
(string->symbol 5) ;;; error@17: wrong type of value: a string is needed, not an integer
(symbol->string "a") ;;; error@17: wrong type of value: a symbol is needed, not a string
---
(error "no kernel for" 'arm64 "here") ;;; error@1: ^no kernel for arm64 "here"$
---
(define (check x)
  (if (not x)
      (error "a check failed:" x))) ;;; error@7: a check failed: #f
(list (check #f))
---
(raise 'oops) ;;; error@1: uncaught exception: oops
---
(define (loop n)
  (+ 1 (loop (+ n 1)))) ;;; error@8: this never finishes: the recursion has no end
(loop 1)
---
(define (deep n)
  (if (= n -1) 0 (+ 1 (deep (+ n 1))))) ;;; error: the declaration recurses too deeply
(deep 1)
---
(define x 1)
(define x 2) ;;; error@9: `x' is defined twice
---
(if) ;;; error@1: too few expressions for 'if'
(let ((x)) x) ;;; error: let has no initializer
---
(define) ;;; error: bad `define' form
---
(list-ref (list 1 2) 5) ;;; error@1: index out of range
---
(define (f x) x)
(f #:key 1) ;;; error@1: `f' takes 1 argument, not 0
---
(match '(1 2) ;;; error@1: no clause of match takes \(1 2\)
  ((a) a)
  (5 'five))
---
(match 1
  ((a ... b ...) a) ;;; error@4: only one `...' in a list pattern is supported
  (x)) ;;; error@3: bad clause of match
---
(list (ungexp x)) ;;; error: #\$ outside of a gexp
---
(define g #~(list #$missing)) ;;; error@21: unbound variable `missing'
---
;; A variable that is used before it has a value.
(define x (list y)) ;;; error: `y' is used before it is defined
(define y 1)
---
(define a 1)
(define b (list a (if (= a 1) c 2)))
(define c (lambda () c))
(define (later) d)
(define d (+ 1 e)) ;;; error@16: `e' is used before it is defined
(define e 1)
---
;; Procedures may come later.
(define x (f 1))
(define (f a) (list a))
