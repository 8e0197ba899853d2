package checks

// All lists every rule, sorted by ID.
var All = []*Check{
	readModifyWrite,
	mutationDuringIteration,
	staleState,
	lockOrderCycle,
	selfDeadlock,
	fireAndForget,
	loopMisuse,
	wrongThread,
	neverAwaited,
	cancellationBreaks,
	cancellationSwallowed,
	blockingCall,
	resolvedTwice,
	leakyWait,
}
