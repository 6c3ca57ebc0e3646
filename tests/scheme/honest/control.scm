;;; Loops, recursion and the forms that choose.

(define (range from to)
  (let loop ((i (- to 1)) (acc '()))
    (if (< i from) acc (loop (- i 1) (cons i acc)))))

(define (even-by-turns? n) (if (= n 0) #t (odd-by-turns? (- n 1))))
(define (odd-by-turns? n) (if (= n 0) #f (even-by-turns? (- n 1))))

(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))

(define (classify x)
  (cond ((assv x '((1 . one) (2 . two))) => cdr)
        ((and (number? x) (> x 100)) 'large)
        ((or (eqv? x 'a) (eqv? x 'b)) 'letter)
        (else 'other)))

(define (day n)
  (case n
    ((1 2 3 4 5) 'work)
    ((6 7) (let ((free #t)) (if free 'free 'busy)))
    (else => (lambda (x) (list 'no-day x)))))

(define counted
  (do ((i 0 (+ i 1))
       (sum 0 (+ sum i)))
      ((= i 10) (list i sum))))

(define vec
  (let ((v (make-vector 5 0)))
    (do ((i 0 (+ i 1))) ((= i 5) v)
      (vector-set! v i (* i i)))))

(define many (case-lambda
               (() 'none)
               ((a) (list 'one a))
               ((a b) (list 'two a b))
               ((a . rest) (list 'more a rest))))

(define-values (q r) (floor/ 17 5))
(define-values (head . tail) (values 1 2 3))

(list (range 0 10)
      (even-by-turns? 100)
      (fact 30)
      (map classify '(1 2 500 a z))
      (map day '(3 7 9))
      counted
      vec
      (many) (many 1) (many 1 2) (many 1 2 3)
      q r head tail
      (let*-values (((a b) (values 1 2)) ((c) (values (+ a b)))) (list a b c))
      (let-values (((a . b) (values 1 2 3))) (list a b))
      (receive (a . b) (values 1 2 3) (list a b))
      (when (= 1 1) 'yes)
      (unless (= 1 2) 'no)
      (letrec ((f (lambda (n) (if (= n 0) 'done (f (- n 1)))))) (f 10))
      (let loop ((i 0)) (if (< i 1000000) (loop (+ i 1)) i)))
