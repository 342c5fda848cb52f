using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Tests;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.Compliance;

/// <summary>What every gateway has to do, whichever it is. Derive one class per gateway; it says how the gateway is started, which of its tokens mean what, and how it is disturbed.</summary>
public abstract class GatewayCompliance : IAsyncLifetime
{
    private readonly Guid _payment = Guid.NewGuid();

    protected abstract IPaymentGateway Gateway { get; }

    /// <summary>A token that is charged.</summary>
    protected abstract string Good { get; }

    /// <summary>A token that is declined, and the code it is declined with.</summary>
    protected abstract (string Token, string Code) Bad { get; }

    /// <summary>A token the gateway does not know.</summary>
    protected abstract string Unknown { get; }

    /// <summary>Where an attempt stands after its last try was declined, when it is looked up.</summary>
    protected abstract GatewayStatus AfterDecline { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>The next call of the step meets the disturbance.</summary>
    protected abstract Task DisturbAsync(string step, Disturbance disturbance);

    /// <summary>The same gateway with credentials that are refused, or at an address where nobody listens.</summary>
    protected abstract IPaymentGateway Misled(bool wrongCredentials);

    /// <summary>How often, by the gateway's own books, the money moved, and how much.</summary>
    protected abstract Task<(int Captures, long Minor)> BooksAsync();

    [Fact]
    public async Task Should_move_no_money_before_the_capture_and_all_of_it_then()
    {
        var created = await CreateAsync(Good);
        Status(created).ShouldBe(GatewayStatus.Open);
        var attempt = Attempt(created);
        await HoldAsync(attempt);
        (await BooksAsync()).ShouldBe((0, 0));

        var captured = await CaptureAsync(attempt);
        Status(captured).ShouldBe(GatewayStatus.Captured);
        captured.Found!.CapturedMinor.ShouldBe(1999);
        (await BooksAsync()).ShouldBe((1, 1999));
    }

    [Fact]
    public async Task Should_say_what_the_saga_checks()
    {
        var found = (await CreateAsync(Good)).Found!;
        (found.AmountMinor, found.Currency, found.AttemptId).ShouldBe((1999, "EUR", Id().ToString()));
        var call = await CreateAsync(Good);
        call.RequestId.ShouldNotBeNullOrEmpty();
        call.HttpStatus!.Value.ShouldBeInRange(200, 201);
    }

    [Fact]
    public async Task Should_do_a_repeat_under_the_same_key_once()
    {
        var attempt = Attempt(await CreateAsync(Good));
        Attempt(await CreateAsync(Good)).Reference.ShouldBe(attempt.Reference);
        await HoldAsync(attempt);
        await HoldAsync(attempt);
        await CaptureAsync(attempt);
        Status(await CaptureAsync(attempt)).ShouldBe(GatewayStatus.Captured);
        (await BooksAsync()).ShouldBe((1, 1999));
    }

    [Fact]
    public async Task Should_close_what_was_never_confirmed_or_say_where_it_stands()
    {
        var attempt = Attempt(await CreateAsync(Good));
        var canceled = Status(await CancelAsync(attempt));
        canceled.ShouldBe(Gateway.CanCancel ? GatewayStatus.Canceled : GatewayStatus.Open, "without a cancel at the gateway, closing rests on the claims (SAFETY F1)");
        if (Gateway.CanCancel)
        {
            (await PayAsync(attempt, Good)).Found?.Status.ShouldBe(GatewayStatus.Canceled);
        }

        (await BooksAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_release_a_hold_where_there_is_one()
    {
        var attempt = await HeldAsync();
        if (Gateway.HoldsBeforeCapture)
        {
            Status(await CancelAsync(attempt)).ShouldBe(GatewayStatus.Canceled);
            var late = await CaptureAsync(attempt);
            (late.Failure ?? CallFailureKind.OutcomeUnknown).ShouldBe(CallFailureKind.OutcomeUnknown, "where it stands is said, or has to be looked up");
            (late.Found?.Status ?? Status(await LookUpAsync(attempt))).ShouldBe(GatewayStatus.Canceled);
        }
        else
        {
            await Should.ThrowAsync<NotSupportedException>(() => AuthorizeAsync(attempt, Good));
        }

        (await BooksAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_refuse_to_close_what_was_captured_and_say_so()
    {
        var attempt = await HeldAsync();
        await CaptureAsync(attempt);
        Status(await CancelAsync(attempt)).ShouldBe(GatewayStatus.Captured);
    }

    [Fact]
    public async Task Should_tell_a_decline_with_its_code_and_leave_the_attempt_open_until_it_is_closed()
    {
        var attempt = Attempt(await CreateAsync(Bad.Token));
        var declined = await PayAsync(attempt, Bad.Token);
        Status(declined).ShouldBe(GatewayStatus.Declined);
        declined.Found!.Decline!.Code.ShouldBe(Bad.Code);
        Status(await LookUpAsync(attempt)).ShouldBe(AfterDecline);
        var canceled = await CancelAsync(attempt);
        Status(canceled).ShouldBe(Gateway.CanCancel ? GatewayStatus.Canceled : AfterDecline);
        if (Gateway.CanCancel)
        {
            canceled.Found!.Decline!.Code.ShouldBe(Bad.Code, "what closes the attempt says why it was declined (SAFETY F4)");
            (await LookUpAsync(attempt)).Found!.Decline!.Code.ShouldBe(Bad.Code);
        }

        (await BooksAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_be_looked_up_by_its_reference_at_every_step()
    {
        var attempt = Attempt(await CreateAsync(Good));
        Status(await LookUpAsync(attempt)).ShouldBe(GatewayStatus.Open);
        await HoldAsync(attempt);
        Status(await LookUpAsync(attempt)).ShouldBe(Gateway.HoldsBeforeCapture ? GatewayStatus.Authorized : GatewayStatus.Open);
        await CaptureAsync(attempt);
        Status(await LookUpAsync(attempt)).ShouldBe(GatewayStatus.Captured);
    }

    [Theory]
    [InlineData(Disturbance.ExecutedAndSilent)]
    [InlineData(Disturbance.ExecutedAndFailed)]
    [InlineData(Disturbance.ExecutedAndCut)]
    public async Task Should_call_an_outcome_unknown_when_the_call_may_have_been_executed(Disturbance disturbance)
    {
        var attempt = await HeldAsync();
        await DisturbAsync(AttemptStep.Capture, disturbance);
        (await CaptureAsync(attempt)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        Status(await LookUpAsync(attempt)).ShouldBe(GatewayStatus.Captured);
        (await BooksAsync()).ShouldBe((1, 1999));
    }

    [Fact]
    public async Task Should_tell_a_refusal_for_the_rate()
    {
        var attempt = await HeldAsync();
        await DisturbAsync(AttemptStep.Capture, Disturbance.TooFast);
        (await CaptureAsync(attempt)).Failure.ShouldBe(CallFailureKind.RateLimited);
        (await BooksAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_tell_what_is_wrong_with_us()
    {
        (await Misled(wrongCredentials: true).CreateAsync(Creation(Good), "key", CancellationToken.None)).Failure.ShouldBe(CallFailureKind.Misconfigured);
        (await Misled(wrongCredentials: false).CreateAsync(Creation(Good), "key", CancellationToken.None)).Failure.ShouldBe(CallFailureKind.Transient);
    }

    [Fact]
    public async Task Should_not_try_a_token_again_that_the_gateway_does_not_know()
    {
        var created = await CreateAsync(Unknown);
        var paid = created.Failure is null ? await PayAsync(Attempt(created), Unknown) : created;
        (paid.Failure == CallFailureKind.Rejected || paid.Found is { Status: GatewayStatus.Declined, Decline.Retryable: false }).ShouldBeTrue(paid.Reason);
        (await BooksAsync()).ShouldBe((0, 0));
    }

    /// <summary>By operation and outcome, as the worker calls it. How long is not judged: what runs beside this test in its process, on a clock of its own, is measured too.</summary>
    [Fact]
    public async Task Should_be_measured()
    {
        using var measured = new Measured();
        var gateway = new GatewayDirectory([Gateway], TimeProvider.System).Get(Gateway.Name);
        var attempt = await HeldAsync();
        await DisturbAsync(AttemptStep.Capture, Disturbance.ExecutedAndCut);
        await gateway.CaptureAsync(new() { Attempt = attempt, PaymentMethod = gateway.HoldsBeforeCapture ? null : Good }, Key(AttemptStep.Capture), CancellationToken.None);
        await gateway.LookUpAsync(new() { Attempt = attempt }, CancellationToken.None);
        await gateway.LookUpAsync(new() { Attempt = attempt with { Reference = "of_nobody" } }, CancellationToken.None);

        foreach (var call in (string[])["capture outcome_unknown", "look_up ok", "look_up rejected"])
        {
            measured.Names.ShouldContain($"integration.gateway.duration {Gateway.Name} {call}");
        }
    }

    private Guid Id() => AttemptIdentity.Of(_payment, Gateway.Name, 1);

    private AttemptRef Attempt(GatewayCall? created) => new()
    {
        PaymentId = _payment, AttemptId = Id(), Number = 1, Gateway = Gateway.Name, Epoch = 1, Reference = created?.Found!.Reference,
    };

    private async Task<AttemptRef> HeldAsync()
    {
        var attempt = Attempt(await CreateAsync(Good));
        await HoldAsync(attempt);
        return attempt;
    }

    /// <summary>Holds the money where the gateway does that before the capture.</summary>
    private async Task HoldAsync(AttemptRef attempt)
    {
        if (Gateway.HoldsBeforeCapture)
        {
            Status(await AuthorizeAsync(attempt, Good)).ShouldBe(GatewayStatus.Authorized);
        }
    }

    /// <summary>The step that asks whoever has the money.</summary>
    private Task<GatewayCall> PayAsync(AttemptRef attempt, string token) => Gateway.HoldsBeforeCapture ? AuthorizeAsync(attempt, token) : CaptureAsync(attempt, token);

    private static GatewayStatus Status(GatewayCall call) =>
        call.Found?.Status ?? throw new ShouldAssertException($"no outcome: {call.Failure}, {call.Reason}");

    private CreateAttempt Creation(string token) => new() { Attempt = Attempt(null), AmountMinor = 1999, Currency = "EUR", PaymentMethod = token };

    private Task<GatewayCall> CreateAsync(string token) => Gateway.CreateAsync(Creation(token), Key(AttemptStep.Create), CancellationToken.None);

    private Task<GatewayCall> AuthorizeAsync(AttemptRef attempt, string token) =>
        Gateway.AuthorizeAsync(new() { Attempt = attempt, PaymentMethod = token }, Key(AttemptStep.Authorize), CancellationToken.None);

    private Task<GatewayCall> CaptureAsync(AttemptRef attempt) => CaptureAsync(attempt, Good);

    private Task<GatewayCall> CaptureAsync(AttemptRef attempt, string token) =>
        Gateway.CaptureAsync(new() { Attempt = attempt, PaymentMethod = Gateway.HoldsBeforeCapture ? null : token }, Key(AttemptStep.Capture), CancellationToken.None);

    private Task<GatewayCall> CancelAsync(AttemptRef attempt) => Gateway.CancelAsync(new() { Attempt = attempt }, Key(AttemptStep.Cancel), CancellationToken.None);

    private Task<GatewayCall> LookUpAsync(AttemptRef attempt) => Gateway.LookUpAsync(new() { Attempt = attempt }, CancellationToken.None);

    private string Key(string step) => AttemptIdentity.Key(Attempt(null), step);
}
