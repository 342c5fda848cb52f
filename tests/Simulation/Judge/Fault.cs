namespace Integration.Simulation.Judge;

/// <summary>What goes wrong beside the calls' own faults, which are <see cref="Run.Chaos.CallFaults"/>. Each kind is to be met in every state of a payment.</summary>
internal enum Fault
{
    CallerSendsTwice,
    OutboxHandsOverTwice,
    BrokerDeliversTwice,
    BrokerRedeliversWhileTheFirstStands,
    ProcessDiesBeforeItsFirstCommit,
    ProcessDiesAfterItsFirstCommit,
    ProcessDiesBeforeItsSecondCommit,
    ProcessDiesAfterItsSecondCommit,
    ProcessKilledWhileItStandsAfterACommit,
    ProcessKilledInACall,
    CallGivenUp,
    CallExecutedAfterItsCallerWasGone,
    CallLost,
    WebhookLost,
    WebhookDoubled,
    WebhookWithATwin,
    ClockSetBack,
    ClockSetForward,
    Outage,
}
