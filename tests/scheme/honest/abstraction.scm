;;; Higher-order procedures, macros, records, parameters, conditions, quasi-quotation.

(define (compose2 f g) (lambda (x) (f (g x))))
(define (curry f . left) (lambda right (apply f (append left right))))
(define add (lambda (a b) (+ a b)))

(define counter
  (let ((n 0))
    (lambda () (set! n (+ n 1)) n)))

(define-record-type <account>
  (make-account name uid shell)
  account?
  (name account-name)
  (uid account-uid set-account-uid!)
  (shell account-shell))

(define alice (make-account "alice" 1001 "/bin/sh"))
(set-account-uid! alice 1002)

(define-syntax my-or
  (syntax-rules ()
    ((_) #f)
    ((_ e) e)
    ((_ e rest ...) (let ((t e)) (if t t (my-or rest ...))))))

(define-syntax while
  (syntax-rules ()
    ((_ condition body ...) (let loop () (when condition body ... (loop))))))

(define-syntax for
  (syntax-rules (in)
    ((_ x in list body ...) (for-each (lambda (x) body ...) list))))

(define current-color (make-parameter 'red))
(define verbose (make-parameter 1 (lambda (x) (* x 10))))

(define (safe-div a b)
  (guard (e ((string? e) (list 'string e))
            ((symbol? e) (list 'symbol e))
            ((error-object? e) (list (error-object-message e) (error-object-irritants e))))
    (if (= b 0) (error "division by zero:" a b) (/ a b))))

(define (generate-list n)
  (call-with-current-continuation
   (lambda (return)
     (let loop ((i 0) (acc '()))
       (when (= i n) (return (reverse acc)))
       (loop (+ i 1) (cons i acc))))))

(define trail '())
(define (note x) (set! trail (cons x trail)) x)

(define table (make-hash-table))
(hash-set! table 'a 1)
(hash-set! table "b" 2)
(hash-set! table 'a (+ 10 (hash-ref table 'a 0)))
(hash-set! table 'c (+ 1 (hash-ref table 'c 0)))
(hash-remove! table 'none)

(define stream (delay (begin (note 'forced) 42)))

(list ((compose2 (lambda (x) (* x x)) (lambda (x) (+ x 1))) 4)
      ((curry add 5) 6)
      (map (lambda (f) (f 9)) (list sqrt - number->string))
      (counter) (counter) (counter)
      (account? alice) (account-name alice) (account-uid alice) (account-shell alice) (account? 5)
      (let ((t 5)) (my-or #f t))
      (let ((i 0)) (while (< i 5) (set! i (+ i 1))) i)
      (let ((sum 0)) (for x in '(1 2 3) (set! sum (+ sum x))) sum)
      (current-color) (parameterize ((current-color 'blue) (verbose 2)) (list (current-color) (verbose)))
      (verbose)
      (safe-div 6 3) (safe-div 1 0)
      (guard (e (#t (list 'caught e))) (raise 'oops))
      (guard (e ((string? e) e)) (raise "text"))
      (with-exception-handler (lambda (e) 10) (lambda () (+ 1 (raise-continuable 'c))))
      (generate-list 5)
      (dynamic-wind (lambda () (note 'in)) (lambda () (note 'body)) (lambda () (note 'out)))
      (call/cc (lambda (k) (dynamic-wind (lambda () (note 'in2)) (lambda () (k 'escaped)) (lambda () (note 'out2)))))
      trail
      `(1 ,(+ 1 1) ,@(map (lambda (x) (* x x)) '(2 3)) (nested ,(car '(a))) . tail)
      `#(1 ,@(list 2 3))
      (hash-ref table 'a) (hash-ref table (string #\b)) (hash-ref table 'zz 'none) (hash-ref table 'zz)
      (hash-map->list cons table) (hash-fold (lambda (k v acc) (+ v acc)) 0 table)
      (hash-count (lambda (k v) (> v 1)) table)
      (force stream) (force stream)
      (let-syntax ((twice (syntax-rules () ((_ e) (list e e))))) (twice 7))
      ((cut + 1 <>) 2)
      (apply max '(3 1 2)) (apply + 1 2 '(3 4))
      (string->keyword "k") (eq? (string->symbol "x") 'x)
      (call-with-values (lambda () (values 1 2 3)) list)
      (let ((x 'outer)) (let-syntax ((m (syntax-rules () ((_) x)))) (let ((x 'inner)) (m)))))
