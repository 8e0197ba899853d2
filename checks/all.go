package checks

// All lists every rule, sorted by ID.
var All = []*Check{
	checkThenAct,
	readModifyWrite,
	mutationDuringIteration,
	lazyInitialisation,
	staleState,
	unlockedSingleton,
	fileToctou,
	lockOrderCycle,
	selfDeadlock,
	lockAcrossAwait,
	endlessWait,
	lockProtectsNothing,
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
