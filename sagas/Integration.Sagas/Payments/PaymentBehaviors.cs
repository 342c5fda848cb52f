using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Integration.Contracts.Payments;
using Integration.Contracts.Rules;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>The verbs of the machine: they change the row and say what to send. No I/O.</summary>
internal sealed class PaymentBehaviors(PaymentPolicy policy)
{
    /// <summary>The epoch of no command: the machine waits for no answer to it.</summary>
    private const int Beside = 0;

    /// <exception cref="ValidationException">The message breaks a rule; it goes to the dead letters and nothing is begun.</exception>
    public void Accept(BehaviorContext<PaymentState, InitiatePayment> context)
    {
        var (payment, message) = (context.Saga, context.Message);
        var violations = PaymentRules.Violations(message);
        if (violations.Count > 0)
        {
            throw new ValidationException($"The payment is refused: {string.Join("; ", violations)}.");
        }

        if (policy.Refuse(message) is { } refusal)
        {
            throw new ValidationException($"The payment is refused: {refusal}.");
        }

        payment.OrderId = message.OrderId;
        payment.CustomerId = message.CustomerId;
        payment.AmountMinor = message.AmountMinor;
        payment.Currency = message.Currency;
        payment.Description = message.Description;
        payment.Metadata = message.Metadata is { Count: > 0 } metadata ? JsonSerializer.Serialize(metadata) : null;
        payment.PaymentMethod = message.Card.PaymentMethod;
        payment.GatewayCustomer = message.Card.Customer;
        payment.ReturnUrl = message.Card.ReturnUrl;
        payment.PayPalToken = policy.Seal(message.PayPal?.VaultToken);
        payment.PayPalReturnUrl = message.PayPal?.ReturnUrl;
        payment.PayPalCancelUrl = message.PayPal?.CancelUrl;
        payment.RequestHash = RequestHash.Of(message);
        payment.AcceptedAt = policy.Now;
        Activate(payment, policy.FirstGateway, 1);
        Because(payment, "accepted");
        if (policy.Fallback.BeginsThere(message))
        {
            // SAFETY F7: that nothing was ever tried is a proof too.
            Activate(payment, policy.Fallback.Gateway!, 1);
            payment.FallbackProof = string.Create(CultureInfo.InvariantCulture, $"no attempt at {policy.FirstGateway} was ever made: its circuit was open when the payment was accepted, {policy.Now:yyyy-MM-dd HH:mm:ss}Z");
            Because(payment, $"accepted; {policy.FirstGateway} is down, so it begins at {payment.Gateway}");
        }
    }

    /// <exception cref="ValidationException">The id was used for another payment (SAFETY invariant 6).</exception>
    public static void RefuseReuse(BehaviorContext<PaymentState, InitiatePayment> context)
    {
        if (context.Saga.RequestHash != RequestHash.Of(context.Message))
        {
            throw new ValidationException($"The payment is refused: id {context.Saga.CorrelationId} is already used for a payment with other content, which goes on undisturbed.");
        }
    }

    public static void RecordCapture(BehaviorContext<PaymentState, AttemptCaptured> context)
    {
        var payment = context.Saga;
        payment.GatewayReference ??= context.Message.Attempt.Reference;
        payment.CaptureReference = context.Message.CaptureReference;
        payment.CapturedMinor = payment.AmountMinor;        // the answer's amount was compared with it (SAFETY R6)
    }

    /// <summary>The gateway answers: what was counted while it did not begins anew.</summary>
    public static void Heard(PaymentState payment) => (payment.Outages, payment.Throttled) = (0, 0);

    /// <exception cref="ValidationException">The message breaks a rule.</exception>
    public static void RecordCancel(BehaviorContext<PaymentState, CancelPayment> context)
    {
        Judge(context.Message);
        context.Saga.CancelRequested = true;
        context.Saga.CancelReason ??= context.Message.Reason;
    }

    /// <exception cref="ValidationException">The message breaks a rule.</exception>
    public static void Judge(CancelPayment message)
    {
        if (PaymentRules.Violations(message) is { Count: > 0 } violations)
        {
            throw new ValidationException($"The cancel is refused: {string.Join("; ", violations)}.");
        }
    }

    /// <summary>Makes the next attempt the active one. The old one is closed (SAFETY F1, R3).</summary>
    public static void NextAttempt(PaymentState payment) => Activate(payment, payment.Gateway, payment.AttemptNumber + 1);

    /// <summary>Goes on at the fallback gateway with retries of its own. The old attempt is closed, and the proof stays with the payment (SAFETY F1, F3, F7).</summary>
    public void FallBack(PaymentState payment, string proof)
    {
        payment.FallbackProof = proof;
        (payment.Retries, payment.Outages, payment.Throttled) = (0, 0, 0);
        Activate(payment, policy.Fallback.Gateway!, payment.AttemptNumber + 1);
    }

    public void Because(PaymentState payment, string reason)
    {
        payment.Reason = reason;
        payment.ChangedAt = policy.Now;
    }

    /// <summary>An invariant is broken: the payment stops here.</summary>
    public void Stop(PaymentState payment, string broken)
    {
        Because(payment, $"a person has to look: {broken}");
        payment.Reopened = true;        // nothing moves it by itself any more
        payment.Epoch++;                // what was sent and not claimed yet is refused
        payment.SettledAt = null;
        payment.DueAt = policy.Now + policy.ReviewInterval;
    }

    /// <summary>A person wants it tried again: its counters begin anew, and what was to follow a close is forgotten, unless it was decided: by a cancel, by a person, by a decline that
    /// nothing may follow (SAFETY F4), or by a customer who did not come.</summary>
    public static void RenewRetries(PaymentState payment)
    {
        (payment.Retries, payment.Outages, payment.Throttled, payment.Checks, payment.Unknowns) = (0, 0, 0, 0, 0);
        if (!payment.CancelRequested && payment is not { ReleaseFor: ReleasePurpose.Fail, FailureCode: FallbackPolicy.Declined or FallbackPolicy.Released or FallbackPolicy.NotAuthenticated })
        {
            (payment.ReleaseFor, payment.FailureCode) = (null, null);
        }
    }

    public void Settle(PaymentState payment)
    {
        payment.DueAt = null;
        payment.SettledAt = policy.Now;
        payment.ReleaseFor = null;
    }

    /// <summary>Sends the step's command under a new epoch, so that older commands that were not claimed yet are refused.</summary>
    public Task SendAsync(BehaviorContext<PaymentState> context, string step)
    {
        var payment = context.Saga;
        payment.Unknowns = payment.Step == step ? payment.Unknowns : 0;
        payment.Step = step;
        payment.Epoch++;
        switch (step)
        {
            case AttemptStep.Create:
                return context.Publish(policy.Holds(payment) ? CardAttempt(payment) : PayPalAttempt(payment));
            case AttemptStep.Authorize:
                payment.AuthorizeStartedAt ??= policy.Now;
                return context.Publish(new AuthorizeAttempt { Attempt = Active(payment), PaymentMethod = payment.PaymentMethod, ReturnUrl = payment.ReturnUrl });
            case AttemptStep.Capture when policy.Holds(payment):
                return context.Publish(new CaptureAttempt { Attempt = Active(payment) });
            case AttemptStep.Capture:
                payment.AuthorizeStartedAt ??= policy.Now;
                return context.Publish(new CaptureAttempt { Attempt = Active(payment), PaymentMethod = payment.PayPalToken });
            case AttemptStep.Cancel:
                return context.Publish(new CancelAttempt { Attempt = Active(payment) });
            default:
                throw new InvalidOperationException($"Step {step} has no command.");
        }
    }

    /// <summary>Asks without changing the step. A new epoch refuses what was not claimed yet: its outcome would be unknown again.</summary>
    public static Task LookUpAsync(BehaviorContext<PaymentState> context)
    {
        context.Saga.Epoch++;
        return context.Publish(new LookUpAttempt { Attempt = Active(context.Saga) });
    }

    /// <summary>A doorbell: asks beside whatever is under way. Also for an attempt that is not active any more (SAFETY U4).</summary>
    public static Task PeekAsync(BehaviorContext<PaymentState, AttemptRang> context) =>
        context.Publish(new LookUpAttempt { Attempt = context.Message.Attempt with { Epoch = Beside } });

    /// <summary>Asks beside whatever is under way: what the gateway says moves the payment, but a look without an answer changes nothing.</summary>
    public static Task LookBesideAsync<T>(BehaviorContext<PaymentState, T> context)
        where T : class => context.Publish(new LookUpAttempt { Attempt = Active(context.Saga) with { Epoch = Beside } });

    public static AttemptRef Active(PaymentState payment) => new()
    {
        PaymentId = payment.CorrelationId,
        AttemptId = payment.AttemptId,
        Number = payment.AttemptNumber,
        Gateway = payment.Gateway,
        Epoch = payment.Epoch,
        Reference = payment.GatewayReference,
    };

    private static CreateAttempt CardAttempt(PaymentState payment) => new()
    {
        Attempt = Active(payment), AmountMinor = payment.AmountMinor, Currency = payment.Currency, Description = payment.Description,
        PaymentMethod = payment.PaymentMethod, Customer = payment.GatewayCustomer,
    };

    /// <summary>Without a source: the token comes with the capture, or the payer approves (SAFETY R1).</summary>
    private static CreateAttempt PayPalAttempt(PaymentState payment) => new()
    {
        Attempt = Active(payment), AmountMinor = payment.AmountMinor, Currency = payment.Currency, Description = payment.Description, FallbackProof = payment.FallbackProof,
        ReturnUrl = payment.PayPalToken is null ? payment.PayPalReturnUrl : null, CancelUrl = payment.PayPalToken is null ? payment.PayPalCancelUrl : null,
    };

    private static void Activate(PaymentState payment, string gateway, int number)
    {
        payment.Gateway = gateway;
        payment.AttemptNumber = number;
        payment.AttemptId = AttemptIdentity.Of(payment.CorrelationId, gateway, number);
        payment.GatewayReference = null;
        payment.AuthorizeStartedAt = null;
        payment.CaptureBefore = null;
        payment.CustomerDeadline = null;
        payment.ReleaseFor = null;
        DisputeBook.Forget(payment);
        payment.Checks = 0;
        payment.Step = AttemptStep.Create;
        payment.Unknowns = 0;
    }
}
