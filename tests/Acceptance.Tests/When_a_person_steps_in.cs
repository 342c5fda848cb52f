using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Hosting.Startup.Tests;
using Integration.Standalone;

namespace Integration.Acceptance;

/// <summary>Operators' commands: each goes the way the payment itself would go, is refused with a reason where a rule forbids it, and is kept with who, why and what came of it.</summary>
[Trait("Rule", "U1")]
[Trait("Rule", "U3")]
public sealed class When_a_person_steps_in(World world) : PaymentSpec(world)
{
    private const string By = "ops 1";

    [Fact]
    public async Task Should_find_the_outcome_at_once_when_it_is_rechecked()
    {
        var payment = await UnknownAsync();
        await World.EndFaultsAsync();
        await World.PublishAsync(new RecheckPayment { PaymentId = payment, By = By, Why = "the gateway is back" });

        await World.StateIsAsync(payment, "Confirmed");
        await HandledAsync<RecheckPayment>(payment, accepted: true);
    }

    [Fact]
    public async Task Should_close_what_is_unknown_only_with_the_gateways_word()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "create", "not_executed_503", 100_000);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        await World.PublishAsync(new ReleasePayment { PaymentId = payment.PaymentId, By = By, Why = "the customer paid otherwise" });

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await HandledAsync<ReleasePayment>(payment.PaymentId, accepted: true);
        await BooksAgreeAsync(payment.PaymentId, 0);
        await World.EndFaultsAsync();
    }

    /// <summary>Days later the key of the first creation may be forgotten: the next attempt has one of its own.</summary>
    [Fact]
    public async Task Should_try_again_long_after_the_key_of_the_first_try_is_too_old()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "create", "executed_then_500", 100_000);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        // One that the breaker kept from every call has no key that could be too old, and goes on itself.
        var next = await World.Database.TextAsync($"select (attempt_number + case when exists (select from payments.attempt_steps s where s.attempt_id = p.attempt_id) then 1 else 0 end)::text from payments.payments p where correlation_id = '{payment.PaymentId}'");
        await World.Database.ExecuteAsync($"update payments.attempt_steps set first_claimed_at = first_claimed_at - interval '24 hours' where attempt_id in (select attempt_id from payments.attempts where payment_id = '{payment.PaymentId}')");
        await World.EndFaultsAsync();
        await World.PublishAsync(new RetryPayment { PaymentId = payment.PaymentId, By = By, Why = "the gateway is back" });

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and attempt_number = {next}")).ShouldBe(1, "the attempt whose creation was tried is closed");
        await HandledAsync<RetryPayment>(payment.PaymentId, accepted: true);
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    [Fact]
    public async Task Should_confirm_and_not_release_what_turns_out_to_be_charged()
    {
        var payment = await UnknownAsync();
        await World.PublishAsync(new ReleasePayment { PaymentId = payment, By = By, Why = "enough of it" });
        await HandledAsync<ReleasePayment>(payment, accepted: true);
        await World.EndFaultsAsync();

        // Held, not taken: the release lets it go.
        await World.StateIsAsync(payment, "Failed");
        await BooksAgreeAsync(payment, 0);
    }

    [Fact]
    public async Task Should_accept_as_captured_only_what_the_gateway_says_is()
    {
        var payment = await UnknownAsync();
        var intent = (await World.LinesAsync(payment)).Single().Id;
        await World.PublishAsync(new AcceptPaymentAsCaptured { PaymentId = payment, GatewayReference = "pi_of_somebody_else", By = By, Why = "seen in the dashboard" });
        (await HandledAsync<AcceptPaymentAsCaptured>(payment, accepted: false)).Answer.ShouldContain(intent);
        await World.EndFaultsAsync();
        await World.PublishAsync(new AcceptPaymentAsCaptured { PaymentId = payment, GatewayReference = intent, By = By, Why = "seen in the dashboard" });

        await World.StateIsAsync(payment, "Confirmed");
        await BooksAgreeAsync(payment, 1999);
    }

    [Fact]
    public async Task Should_refuse_what_makes_no_sense_any_more_and_say_why()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.PublishAsync(new RetryPayment { PaymentId = payment.PaymentId, By = By, Why = "by mistake" });
        (await HandledAsync<RetryPayment>(payment.PaymentId, accepted: false)).Answer.ShouldContain("Confirmed");
        await World.PublishAsync(new ReleasePayment { PaymentId = payment.PaymentId, By = By, Why = "by mistake" });
        (await HandledAsync<ReleasePayment>(payment.PaymentId, accepted: false)).Answer.ShouldContain("it has its end");
        var attempt = Integration.Sagas.Attempts.AttemptIdentity.Of(payment.PaymentId, "stripe", 1);
        await World.PublishAsync(new ReturnDuplicateCharge { PaymentId = payment.PaymentId, AttemptId = attempt, By = By, Why = "by mistake" });
        (await HandledAsync<ReturnDuplicateCharge>(payment.PaymentId, accepted: false)).Answer.ShouldContain("the payment's own money");
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    [Fact]
    public async Task Should_refuse_a_command_that_does_not_say_who_and_why()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.PublishAsync(new RecheckPayment { PaymentId = payment.PaymentId, By = By, Why = " " });
        await World.Database.UntilAsync($"messaging.dead_letters where body like '%{payment.PaymentId}%' and fault like '%why is missing%'", n => n == 1);
    }

    [Fact]
    public async Task Should_take_a_command_from_a_shell()
    {
        var payment = await UnknownAsync();
        await World.EndFaultsAsync();
        using var shell = ServiceProcess.Start(
            typeof(StandaloneService).Assembly, ["command", nameof(RecheckPayment), "--payment", $"{payment}", "--by", By, "--why", "the gateway is back"],
            [.. Fleet.Quick, ("ConnectionStrings__Integration", World.Database.ConnectionString)]);
        (await shell.ExitCodeAsync()).ShouldBe(0, shell.Output);
        Guid.TryParse(shell.Output.Trim(), out _).ShouldBeTrue(shell.Output);

        await World.StateIsAsync(payment, "Confirmed");
        await HandledAsync<RecheckPayment>(payment, accepted: true);
    }

    private async Task<Guid> UnknownAsync()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "confirm", "executed_then_500", 100);
        await World.SilenceAsync(payment.PaymentId);
        await World.FaultAsync(payment.PaymentId, "cancel", "not_executed_503", 100_000);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        return payment.PaymentId;
    }

    private async Task<OperatorCommandHandled> HandledAsync<T>(Guid payment, bool accepted)
    {
        var handled = (await World.Heard.UntilAsync<OperatorCommandHandled>(e => e.PaymentId == payment && e.Command == typeof(T).Name && e.Accepted == accepted))[0];
        handled.By.ShouldBe(By);
        await World.Database.UntilAsync($"ops.operator_actions where payment_id = '{payment}' and command = '{typeof(T).Name}' and accepted = {accepted} and asked_by = '{By}'", n => n >= 1);
        return handled;
    }
}
