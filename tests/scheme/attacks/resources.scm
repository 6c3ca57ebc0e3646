;;; Using up time, stack and memory.

;;; attack: endless loop
(let loop () (loop)) ;;; error: did not finish within

;;; attack: endless do
(do () (#f)) ;;; error: did not finish within

;;; attack: endless loop in a procedure
(define (spin n) (spin (+ n 1))) ;;; error: did not finish within
(spin 0)

;;; attack: mutual recursion
(define (ping n) (pong n)) (define (pong n) (ping n)) ;;; error: did not finish within|recurses too deeply|never finishes
(ping 0)

;;; attack: deep recursion
(define (deep n) (+ 1 (deep (+ n 1)))) ;;; error: recurses too deeply|did not finish within|never finishes
(deep 0)

;;; attack: deep recursion caught again and again
(define (deep n) (+ 1 (if n (deep (+ n 1)) 0))) ;;; error: recurses too deeply|did not finish within
(define (try n) (guard (e (#t (try (+ n 1)))) (if n (deep 0) 0)))
(try 0)

;;; attack: handler that swallows exhaustion
(define (f) (guard (e (#t 'swallowed)) (let loop () (loop)))) ;;; error: did not finish within
(f)
(f)

;;; attack: handler around everything that returns
(guard (e (#t 'all-is-well)) (let loop () (loop))) ;;; error: did not finish within

;;; attack: with-exception-handler that swallows
(call/cc (lambda (k)
  (with-exception-handler (lambda (e) (k 'swallowed))
    (lambda () (let loop () (loop)))))) ;;; error: did not finish within

;;; attack: handler that loops
(with-exception-handler (lambda (e) (let loop () (loop))) ;;; error: did not finish within
  (lambda () (error "x")))

;;; attack: dynamic-wind that goes on in its end
(dynamic-wind (lambda () 1)
              (lambda () (let loop () (loop))) ;;; error: did not finish within
              (lambda () (let loop () (loop))))

;;; attack: dynamic-wind that escapes from exhaustion
(call/cc (lambda (k)
  (dynamic-wind (lambda () 1)
                (lambda () (let loop () (loop))) ;;; error: did not finish within
                (lambda () (k 'escaped)))))

;;; attack: continuation called after its extent
(define saved #f)
(define n 0)
(call/cc (lambda (k) (set! saved k)))
(set! n (+ n 1))
(if (< n 10) (saved 1)) ;;; error: .

;;; attack: generator by continuations
(define (again) (call/cc (lambda (k) (k (again))))) ;;; error: recurses too deeply|did not finish|never finishes
(again)

;;; attack: endless map
(define (grow l) (grow (append l l))) ;;; error: did not finish within|memory
(grow '(1 2 3))

;;; attack: string doubling
(define (grow s) (grow (string-append s s))) ;;; error: did not finish within
(grow "x")

;;; attack: vector doubling
(define (grow v) (grow (vector-append v v))) ;;; error: did not finish within
(grow #(1))

;;; attack: make-vector
(make-vector 2000000000 0) ;;; error: did not finish within

;;; attack: make-string
(make-string 2000000000 #\a) ;;; error: did not finish within

;;; attack: make-list
(make-list 2000000000 0) ;;; error: did not finish within

;;; attack: make-bytevector
(make-bytevector 2000000000 0) ;;; error: did not finish within

;;; attack: make-vector by apply
(apply make-vector (list 2000000000 0)) ;;; error: did not finish within

;;; attack: make-vector by map
(map make-vector '(2000000000)) ;;; error: did not finish within

;;; attack: iota
(iota 1000000000000) ;;; error: did not finish within

;;; attack: list-tabulate with a procedure of the library
(list-tabulate 2000000000 -) ;;; error: did not finish within

;;; attack: unfold without end by procedures of the library
(unfold (const #f) identity identity 0) ;;; error: did not finish within

;;; attack: string-pad
(string-pad "x" 2000000000) ;;; error: did not finish within

;;; attack: expt
(expt 9 (expt 9 9)) ;;; error: did not finish within

;;; attack: expt of a rational
(expt 1/3 100000000000) ;;; error: did not finish within

;;; attack: repeated squaring
(define (square-on n) (square-on (* n n))) ;;; error: did not finish within
(square-on 3)

;;; attack: product of a list
(apply * (make-list 1000000 99999999999999999999)) ;;; error: did not finish within

;;; attack: factorial
(define (fact n) (if (= n 0) 1 (* n (fact (- n 1))))) ;;; error: did not finish within|recurses|never finishes
(fact 1000000)

;;; attack: shift
(ash 1 100000000000) ;;; error: did not finish within

;;; attack: arithmetic-shift by a bignum
(arithmetic-shift 1 (expt 2 100)) ;;; error: did not finish within

;;; attack: string->number
(string->number "#e1e999999999") ;;; error: did not finish within

;;; attack: number->string of a huge number
(define (go n) (number->string (expt 7 n)) (go (+ n 1))) ;;; error: did not finish within
(go 10000)

;;; attack: tree shared so that it is huge, compared
(define (tree n) (if (= n 0) '() (let ((t (tree (- n 1)))) (cons t t))))
(equal? (tree 60) (tree 60)) ;;; error: did not finish within

;;; attack: tree shared so that it is huge, written
(define (tree n) (if (= n 0) '() (let ((t (tree (- n 1)))) (cons t t))))
(call-with-output-string (lambda (port) (write (tree 60) port))) ;;; error: did not finish within

;;; attack: tree shared so that it is huge, as text
(define (tree n) (if (= n 0) '() (let ((t (tree (- n 1)))) (cons t t))))
(object->string (tree 60)) ;;; error: did not finish within

;;; attack: tree shared so that it is huge, as a key
(define (tree n) (if (= n 0) '() (let ((t (tree (- n 1)))) (cons t t))))
(hash-set! (make-hash-table) (tree 60) 1) ;;; error: did not finish within

;;; attack: records shared so that they are huge
(define-record-type <node> (make-node left right) node? (left node-left) (right node-right))
(define (tree n) (if (= n 0) '() (let ((t (tree (- n 1)))) (make-node t t))))
(equal? (tree 60) (tree 60)) ;;; error: did not finish within

;;; attack: duplicates in a long list
(delete-duplicates (iota 1000000)) ;;; error: did not finish within

;;; attack: format with a width
(format #f "~1000000000a" "x") ;;; error: .

;;; attack: a stream that does not end
(define (from n) (cons n (delay (from (+ n 1)))))
(define (last-of s) (last-of (force (cdr s)))) ;;; error: did not finish within
(last-of (from 0))

;;; attack: a promise that forces itself
(define p (delay (force p))) ;;; error: recurses too deeply|did not finish|.
(force p)

;;; attack: a list that grows without end
(define (grow l) (grow (cons l l))) ;;; error: did not finish within
(grow '())

;;; attack: a loop through apply
(define (spin . x) (apply spin x)) ;;; error: did not finish within|recurses|never finishes
(spin 1)

;;; attack: a loop through values
(define (spin) (call-with-values (lambda () (values 1 2)) (lambda (a b) (spin)))) ;;; error: did not finish within|recurses|never finishes
(spin)

;;; attack: a loop through for-each
(define (spin) (for-each (lambda (x) (spin)) '(1 2))) ;;; error: did not finish within|recurses|never finishes
(spin)

;;; attack: a loop through a parameter's converter
(define p (make-parameter 1 (lambda (x) (let loop () (loop))))) ;;; error: did not finish within

;;; attack: a loop through a comparison
(sort '(3 1 2) (lambda (a b) (let loop () (loop)))) ;;; error: did not finish within

;;; attack: a loop through case-lambda
(define f (case-lambda ((a) (f a a)) ((a b) (f a)))) ;;; error: did not finish within|recurses|never finishes
(f 1)

;;; attack: nested deeply
@DEEP@ ;;; error: .
