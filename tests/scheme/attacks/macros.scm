;;; Code that runs while the declaration is compiled.

;;; attack: procedural macro
(define-syntax evil
  (lambda (form) (fruix.scheme.sandbox.Canary:sing) 1)) ;;; error: must be made with syntax-rules
(evil)

;;; attack: syntax-case
(define-syntax evil (lambda (x) (syntax-case x () ((_) #'1)))) ;;; error: must be made with syntax-rules

;;; attack: er-macro-transformer
(define-syntax evil (er-macro-transformer (lambda (f r c) 1))) ;;; error: `er-macro-transformer' is not available

;;; attack: a macro whose name is syntax-rules
(define-syntax syntax-rules
  (syntax-rules () ((_ a b) (lambda (form) (fruix.scheme.sandbox.Canary:sing)))))
(define-syntax evil (syntax-rules () ((_) 1))) ;;; error: must be made with syntax-rules
(evil)

;;; attack: a procedure whose name is syntax-rules
(define (syntax-rules . x) (lambda (form) 1))
(define-syntax evil (syntax-rules () ((_) 1))) ;;; error: must be made with syntax-rules

;;; attack: a local syntax-rules
(define (f)
  (let ((syntax-rules (lambda x (lambda (form) 1))))
    (define-syntax evil (syntax-rules () ((_) 1))) ;;; error: must be made with syntax-rules
    (evil)))

;;; attack: let-syntax with a procedure
(let-syntax ((evil (lambda (form) 1))) (evil)) ;;; error: must be made with syntax-rules

;;; attack: letrec-syntax with a procedure
(letrec-syntax ((evil (begin (lambda (form) 1)))) (evil)) ;;; error: must be made with syntax-rules

;;; attack: a procedural macro made by a macro
(define-syntax define-evil
  (syntax-rules ()
    ((_ name) (define-syntax name (lambda (form) 1))))) ;;; error: must be made with syntax-rules
(define-evil evil)

;;; attack: define-macro
(define-macro (evil) (fruix.scheme.sandbox.Canary:sing)) ;;; error: `define-macro' is not available

;;; attack: defmacro
(defmacro evil () 1) ;;; error: `defmacro' is not available

;;; attack: define-syntax-case
(define-syntax-case evil () ((_) #'1)) ;;; error: .

;;; attack: begin-for-syntax
(begin-for-syntax (fruix.scheme.sandbox.Canary:sing)) ;;; error: `begin-for-syntax' is not available

;;; attack: define-for-syntax
(define-for-syntax (f) 1) ;;; error: `define-for-syntax' is not available

;;; attack: define-rewrite-syntax
(define-rewrite-syntax evil (lambda (form) 1)) ;;; error: .

;;; attack: define-constant folded at compile time
(define-constant x (invoke-static fruix.scheme.sandbox.Canary 'sing)) ;;; error: .

;;; attack: constant-fold
(constant-fold (fruix.scheme.sandbox.Canary:sing)) ;;; error: .

;;; attack: eval
(eval '(fruix.scheme.sandbox.Canary:sing) (interaction-environment)) ;;; error: `eval' is not available

;;; attack: eval by name at run time
((car (list eval)) '(+ 1 2)) ;;; error: `eval' is not available

;;; attack: environment
(environment '(scheme eval)) ;;; error: `environment' is not available

;;; attack: quoted syntax object
(define x #'(fruix.scheme.sandbox.Canary:sing)) ;;; error: .

;;; attack: syntax->expression
(syntax->expression 1) ;;; error: .

;;; attack: exponential macro
(define-syntax grow
  (syntax-rules ()
    ((_) 1)
    ((_ x . rest) (+ (grow . rest) (grow . rest)))))
(grow 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30) ;;; error: did not finish within

;;; attack: endless macro
(define-syntax again (syntax-rules () ((_) (again))))
(again) ;;; error: recurses too deeply|did not finish|never finishes

;;; attack: endless macro at top level
(define-syntax again (syntax-rules () ((_ x) (begin (define x 1) (again x)))))
(again y) ;;; error: recurses too deeply|did not finish|defined twice

;;; attack: macro that doubles its argument
(define-syntax double
  (syntax-rules () ((_ () x) 'x) ((_ (a . rest) x) (double rest (x x)))))
(double (1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40) x) ;;; error: did not finish

;;; attack: cond-expand
(cond-expand ((library (java lang System)) 1) (else 2)) ;;; error: .

;;; attack: a huge exact literal
(define x #e1e999999999) ;;; error: .

;;; attack: a datum that contains itself
(define x '#0=(a . #0#)) ;;; error: contains itself

;;; attack: data shared so that it is huge
(define x '(#0=(a a) #1=(#0# #0#) #2=(#1# #1#) #3=(#2# #2#) #4=(#3# #3#) #5=(#4# #4#) #6=(#5# #5#) #7=(#6# #6#) #8=(#7# #7#) #9=(#8# #8#) #10=(#9# #9#) #11=(#10# #10#) #12=(#11# #11#) #13=(#12# #12#) #14=(#13# #13#) #15=(#14# #14#) #16=(#15# #15#) #17=(#16# #16#) #18=(#17# #17#) #19=(#18# #18#) #20=(#19# #19#) #21=(#20# #20#) #22=(#21# #21#) #23=(#22# #22#) #24=(#23# #23#) #25=(#24# #24#))) ;;; error: did not finish
