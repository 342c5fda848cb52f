using Integration.Contracts.Payments;

namespace Integration.Sagas.Payments;

/// <summary>The numbers a payment lives by. Pure: the time and the dice come from outside.</summary>
public sealed class PaymentPolicy(RetryOptions retry, ReconcileOptions reconcile, FallbackPolicy fallback, IGatewayCurrencies cards, Func<string, string>? seal, TimeProvider time, Random dice)
{
    /// <summary>UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>When the payment may leave its first gateway.</summary>
    public FallbackPolicy Fallback => fallback;

    /// <summary>The gateway that charges cards: where a payment begins.</summary>
    public string FirstGateway => cards.Gateway;

    /// <summary>True where the money is held before it is taken; else the order's capture is the one step that moves it (SAFETY R1).</summary>
    public bool Holds(PaymentState payment) => payment.Gateway == FirstGateway;

    /// <summary>See <see cref="RetryOptions.AnswerLimitSeconds"/>.</summary>
    public TimeSpan AnswerLimit => TimeSpan.FromSeconds(retry.AnswerLimitSeconds);

    /// <summary>See <see cref="RetryOptions.CustomerLimitSeconds"/>.</summary>
    public TimeSpan CustomerLimit => TimeSpan.FromSeconds(retry.CustomerLimitSeconds);

    /// <summary>See <see cref="ReconcileOptions.ReviewSeconds"/>.</summary>
    public TimeSpan ReviewInterval => TimeSpan.FromSeconds(reconcile.ReviewSeconds);

    /// <summary>The caller's vault token as it may be kept (SAFETY invariant 8); nothing when there is no key for it, so that the payment has no such way to pay.</summary>
    public string? Seal(string? token) => string.IsNullOrWhiteSpace(token) ? null : seal?.Invoke(token);

    /// <summary>Why the gateway cannot take this money, or nothing (SAFETY R7).</summary>
    public string? Refuse(InitiatePayment message) => cards.Refuse(message.Currency, message.AmountMinor);

    /// <summary>True while the payment may repeat a call or try anew.</summary>
    public bool HasRetries(PaymentState payment) => HasRetries(payment.Retries);

    /// <summary>True while so many repeats may be followed by another.</summary>
    public bool HasRetries(int retries) => retries < MaxRetries;

    /// <summary>See <see cref="RetryOptions.MaxAttempts"/>.</summary>
    public int MaxRetries => retry.MaxAttempts;

    /// <summary>True when the attempt's key is to be left alone: the card gateway seems to replay a failure that it saved. PayPal replays the object as it is now.</summary>
    public bool KeyIsSpent(PaymentState payment) => Holds(payment) && payment.Unknowns > retry.ReplaysPerAttempt;

    /// <summary>True when a payment that should have been woken by its timer was not.</summary>
    public bool IsOverdue(PaymentState payment) => payment.SettledAt is null && IsLate(payment.DueAt);

    /// <summary>True when a timer that is due then, or is missing, is taken for lost.</summary>
    public bool IsLate(DateTime? dueAt) => dueAt is not { } due || Now - due > TimeSpan.FromSeconds(retry.TimerGraceSeconds);

    /// <summary>True while the attempt's key is certainly remembered (SAFETY U2).</summary>
    public bool KeyIsAlive(PaymentState payment) =>
        payment.AuthorizeStartedAt is { } started && Now - started < TimeSpan.FromSeconds(Holds(payment) ? reconcile.KeyLifetimeSeconds : reconcile.OrderKeyLifetimeSeconds);

    /// <summary>Exponential with full jitter: a random part of the doubling ceiling.</summary>
    public TimeSpan Backoff(int retries)
    {
        var ceiling = Math.Min(retry.MaxDelaySeconds, retry.BaseDelaySeconds * Math.Pow(2, Math.Min(retries, 30)));
        double part;
        lock (dice)
        {
            part = dice.NextDouble();
        }

        return TimeSpan.FromSeconds(Math.Max(0.01, ceiling * part));
    }

    /// <summary>The wait before the next check, or nothing when the schedule is spent.</summary>
    public TimeSpan? NextCheck(int checks) => checks < reconcile.Schedule.Count ? TimeSpan.FromSeconds(reconcile.Schedule[checks]) : null;
}

/// <summary>What a gateway can express (SAFETY R7).</summary>
public interface IGatewayCurrencies
{
    /// <summary>The gateway's name.</summary>
    string Gateway { get; }

    /// <summary>Why the amount cannot be charged there, in words; nothing when it can.</summary>
    string? Refuse(string currency, long amountMinor);

    /// <summary>The same for giving it back, where no minimum of a charge counts.</summary>
    string? RefuseRefund(string currency, long amountMinor) => Refuse(currency, amountMinor);
}
