using Integration.Sagas;
using MassTransit;

namespace Integration.PaymentWorker;

/// <summary>Brings a message back to its own queue later, as a timer of the unit of work: nobody waits meanwhile, and a crash loses nothing.</summary>
internal static class Rescheduling
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The message again after the delay, a tenth of a second at least.</summary>
    public static Task AgainAsync<T>(this ConsumeContext context, T message, TimeSpan delay)
        where T : class => context.SendLaterAsync(message, delay > Shortest ? delay : Shortest);

    /// <summary>The message again after the schedule's next wait.</summary>
    /// <exception cref="InvalidOperationException">The schedule is spent: the message goes to the dead letters.</exception>
    public static Task AgainAsync<T>(this ConsumeContext context, T message, int tries, IReadOnlyList<double> schedule, string what, string reason)
        where T : class => tries < schedule.Count
            ? context.AgainAsync(message, TimeSpan.FromSeconds(schedule[tries]))
            : throw new InvalidOperationException($"{what} could not be read in {tries} tries: {reason}");
}
