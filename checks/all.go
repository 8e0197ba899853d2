package checks

// All lists every rule, sorted by ID.
var All = []*Check{
	readModifyWrite,
	mutationDuringIteration,
	staleState,
	lockOrderCycle,
	selfDeadlock,
	fireAndForget,
	outlivesResource,
	loopMisuse,
	wrongThread,
	exceptionLost,
	neverAwaited,
	cancellationBreaks,
	cancellationSwallowed,
	blockingCall,
	cancelWithoutWait,
	resolvedTwice,
	leakyWait,
}
