using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Sagas.Tests;

/// <summary>One payment in the real machine, in memory; the test is its gateway.</summary>
public sealed class PaymentRun : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ITestHarness _harness;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly Guid _id = Guid.NewGuid();

    private PaymentRun()
    {
        _services = new ServiceCollection()
            .AddSingleton(TestPolicy.Create(time: _time))
            .AddMassTransitTestHarness(bus =>
            {
                bus.SetTestTimeouts(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));
                bus.AddDelayedMessageScheduler();
                bus.AddSagaStateMachine<PaymentStateMachine, PaymentState>();
                bus.UsingInMemory((context, configure) =>
                {
                    configure.UseDelayedMessageScheduler();
                    configure.ConfigureEndpoints(context);
                });
            })
            .BuildServiceProvider(true);
        _harness = _services.GetRequiredService<ITestHarness>();
    }

    /// <summary>The payment as it is now.</summary>
    public PaymentState Payment => _harness.GetSagaStateMachineHarness<PaymentStateMachine, PaymentState>().Sagas.Contains(_id);

    private AttemptRef Newest => new()
    {
        PaymentId = _id, AttemptId = Payment.AttemptId, Number = Payment.AttemptNumber, Gateway = Payment.Gateway, Epoch = Payment.Epoch, Reference = Payment.GatewayReference,
    };

    /// <summary>How long from now until something happens by itself.</summary>
    public TimeSpan Wait => Payment.DueAt!.Value - _time.GetUtcNow().UtcDateTime;

    /// <summary>Accepted, known to the gateway, and asked to be authorized.</summary>
    public static async Task<PaymentRun> AuthorizingAsync(PayPalMethod? payPal = null)
    {
        var run = await AcceptedAsync(payPal);
        await run.AnswerAsync(attempt => new AttemptCreated { Attempt = attempt with { Reference = "pi_1" } }, p => p.Step == AttemptStep.Authorize);
        (await run._harness.Published.Any<AuthorizeAttempt>()).ShouldBeTrue();      // by then the command's epoch stands in the payment
        return run;
    }

    /// <summary>Accepted, and asked to be made known to the gateway.</summary>
    public static async Task<PaymentRun> AcceptedAsync(PayPalMethod? payPal = null)
    {
        var run = new PaymentRun();
        await run._harness.Start();
        await run.HandleAsync(new InitiatePayment { PaymentId = run._id, CustomerId = "customer", AmountMinor = 1999, Currency = "EUR", Card = new() { PaymentMethod = "pm_card_visa" }, PayPal = payPal });
        await run.UntilAsync(p => p is { CurrentState: "Authorizing" });
        return run;
    }

    /// <summary>Time passes, and no timer fires.</summary>
    public void Pass(TimeSpan time) => _time.Advance(time);

    /// <summary>The gateway's answer to the newest command, handled when the payment shows it.</summary>
    public async Task AnswerAsync<T>(Func<AttemptRef, T> answer, Func<PaymentState, bool> shows)
        where T : class, IAttemptAnswer
    {
        await HandleAsync(answer(Newest));
        await UntilAsync(shows);
    }

    /// <summary>An answer that changes nothing, handled when the machine has consumed it.</summary>
    public async Task AnswerInVainAsync<T>(Func<AttemptRef, T> answer)
        where T : class, IAttemptAnswer
    {
        await HandleAsync(answer(Newest));
    }

    /// <summary>A message to the payment, handled when the machine has consumed it.</summary>
    public Task TellAsync<T>(Func<Guid, T> message)
        where T : class => HandleAsync(message(_id));

    /// <summary>Why a message is refused.</summary>
    public async Task<string> RefusalAsync<T>(T message)
        where T : class
    {
        await _harness.Bus.Publish(message);
        return (await ToldAsync<Fault<T>>()).Exceptions[0].Message;
    }

    /// <summary>What the machine told, as soon as it has.</summary>
    public async Task<T> ToldAsync<T>()
        where T : class
    {
        await foreach (var told in _harness.Published.SelectAsync<T>())
        {
            return told.Context.Message;
        }

        throw new ShouldAssertException($"No {typeof(T).Name} was told.");
    }

    /// <summary>All that was told until now, in its order.</summary>
    public IReadOnlyList<T> AllTold<T>()
        where T : class => [.. _harness.Published.Select<T>(new CancellationToken(true)).Select(told => told.Context.Message)];

    /// <summary>Whether it was told until now.</summary>
    public bool HasTold<T>()
        where T : class => _harness.Published.Select<T>(new CancellationToken(true)).Any();

    /// <summary>Whether it was sent until now, also for later.</summary>
    public bool HasSent<T>()
        where T : class => _harness.Sent.Select<T>(new CancellationToken(true)).Any();

    /// <summary>Until the machine is done with it: what is read in the middle of a step is half of it.</summary>
    private async Task HandleAsync<T>(T message)
        where T : class
    {
        var id = NewId.NextGuid();
        await _harness.Bus.Publish(message, context => context.MessageId = id);
        (await _harness.GetSagaStateMachineHarness<PaymentStateMachine, PaymentState>().Consumed.Any<T>(m => m.Context.MessageId == id)).ShouldBeTrue();
    }

    /// <summary>The timer fires.</summary>
    public async Task DueAsync(Func<PaymentState, bool> shows)
    {
        _time.Advance(Wait);
        await HandleAsync(new PaymentDue { PaymentId = _id });
        await UntilAsync(shows);
    }

    /// <summary>Until the payment waits for so long: what is read of it may be in the middle of a step.</summary>
    public Task WaitsAsync(TimeSpan wait) => UntilAsync(p => p.DueAt is not null && Wait == wait);

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private async Task UntilAsync(Func<PaymentState, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Payment is not { } payment || !condition(payment))
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"the payment is {Payment?.CurrentState ?? "not there"}: {Payment?.Reason}");
            await poll.WaitForNextTickAsync();
        }
    }
}
