using Integration.Contracts.Payments;
using Integration.Contracts.Rules;
using Integration.Hosting.Secrets;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Api.Writes;
using Integration.WebhookIngress.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Payments: ask for one, look at it, list, cancel.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this RouteGroupBuilder api)
    {
        api.MapPost("/payments", CreateAsync).RequireAuthorization(Scopes.Write).Waits()
            .Describe("createPayment", "Make a payment", "Answers 202 as soon as it is kept; it is carried out once, however often the request is repeated with its Idempotency-Key. With Prefer: wait=N the answer tells how it ended, if it ends within N seconds.")
            .Takes<NewPayment>().Gives<Payment>(StatusCodes.Status202Accepted)
            .Fails(Problems.BadBody, Problems.InvalidField, Problems.KeyMissing, Problems.IdTaken, Problems.TooSlow, Problems.TooLarge, Problems.WrongContentType, Problems.KeyReused, Problems.VaultAway);
        api.MapGet("/payments", ListAsync).RequireAuthorization(Scopes.Read).IsList()
            .Describe("listPayments", "List payments", "A client's own, the latest first; with scope ops everybody's that the worker has taken up, so that none of these is Accepted or Refused. A page may hold fewer than limit, or none, and still have a next: state=Accepted looks through 10,000 requests at a time.")
            .Filters().Gives<PaymentPage>(StatusCodes.Status200OK).Fails(Problems.InvalidField);
        api.MapGet("/payments/{paymentId:guid}", GetAsync).RequireAuthorization(Scopes.Read).Waits()
            .Describe("getPayment", "Look at a payment", "With Prefer: wait=N it answers when the payment settles, needs its customer or a person, or goes on after it did, or after N seconds; of a settled one at once. Sent again after each answer, it follows a payment while its customer is away. An answer without Preference-Applied was not waited for, because too many wait: ask again after Retry-After.")
            .Gives<Payment>(StatusCodes.Status200OK).Fails(Problems.NotFound);
        api.MapPost("/payments/{paymentId:guid}/cancel", CancelAsync).RequireAuthorization(Scopes.Write)
            .Describe("cancelPayment", "Stop a payment", "Stops it if its money has not moved. Repeats change nothing. Whether it could be stopped shows in its state.")
            .Takes<NewCancel>().Gives<Payment>(StatusCodes.Status202Accepted)
            .Fails(Problems.BadBody, Problems.InvalidField, Problems.NotFound, Problems.WrongState, Problems.NotTakenUpYet, Problems.TooSlow, Problems.TooLarge, Problems.WrongContentType, Problems.KeyReused);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, WriteOnce writes, PaymentReader payments, SettlementWatch watch, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (key, noKey) = IdempotencyKey.Read(context.Request, required: true);
        if (noKey is not null)
        {
            return noKey;
        }

        var (body, canonical, unreadable) = await StrictJson.ReadAsync<NewPayment>(context.Request, options.Value.MaxBodyBytes, optional: false, cancellationToken);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var caller = Caller.Of(context.User);
        var paymentId = body!.PaymentId ?? EventIdentity.Of("api-payment", caller.Client, key!);
        if (Violations(body, paymentId) is { Count: > 0 } violations)
        {
            return StrictJson.Invalid(violations);
        }

        var sealer = context.RequestServices.GetService<TokenSealer>();
        if (sealer is null && body.PayPal?.VaultToken is not null)
        {
            return Problems.VaultAway.Answer("This service has no key to seal a vault token with (Secrets__TokenKeys), so it keeps none. Leave payPal.vaultToken out, or send the request again when the operator has set a key.");
        }

        var command = body.Command(paymentId, token => sealer!.Seal(token));
        var write = Write.Of(context, caller, key, Write.IdOf(caller.Client, key!), Write.CreatePayment, paymentId, canonical, time.GetUtcNow()) with
        {
            OrderId = body.OrderId, CustomerId = body.CustomerId, AmountMinor = body.AmountMinor, Currency = body.Currency,
        };
        // An id of the caller's choice may be a payment's that came another way: whoever asked for that one, it is not this client's. It is this client's when a twin of this request was faster.
        var (isNew, problem) = body.PaymentId is not null && await payments.ExistsAsync(paymentId, cancellationToken)
            ? await writes.LookAsync(write, cancellationToken) is { Known: true } twin ? (false, twin.Problem) : (false, Problems.IdTaken.Answer("paymentId is the id of another payment."))
            : await writes.RunAsync(write, command, cancellationToken);
        return problem ?? await AcceptedAsync(context, write, isNew, caller, payments, watch, options.Value, cancellationToken);
    }

    private static List<Violation> Violations(NewPayment body, Guid paymentId)
    {
        var violations = PaymentRules.Violations(body.Command(paymentId, seal: null)).ToList();
        if (body.PaymentId is { } chosen && EventIdentity.IsDerived(chosen))
        {
            violations.Add(new("paymentId", "has to be of another UUID version than 8: those are derived here"));
        }

        if (body.PayPal?.VaultToken?.StartsWith(TokenSealer.Prefix, StringComparison.Ordinal) == true)
        {
            violations.Add(new("payPal.vaultToken", "has to be the token itself, not sealed"));
        }

        return violations;
    }

    private static async Task<IResult> AcceptedAsync(
        HttpContext context, Write write, bool isNew, Caller caller, PaymentReader payments, SettlementWatch watch, ApiOptions options, CancellationToken cancellationToken)
    {
        if (Preference.Wait(context.Request, options.MaxWaitSeconds) is var wait && wait > TimeSpan.Zero)
        {
            if (await watch.WaitAsync(write.PaymentId, caller, seen: null, wait, cancellationToken))
            {
                Preference.Applied(context.Response, wait);
            }

            return TypedResults.Accepted(write.Location, await payments.FindAsync(write.PaymentId, caller, cancellationToken));
        }

        // What a look would say at once: of a new one, nothing has happened yet.
        return TypedResults.Accepted(write.Location, isNew
            ? new Payment
            {
                PaymentId = write.PaymentId, State = "Accepted", Settled = false, OrderId = write.OrderId, CustomerId = write.CustomerId, AmountMinor = write.AmountMinor, Currency = write.Currency,
                AcceptedAt = write.At,
            }
            : await payments.FindAsync(write.PaymentId, caller, cancellationToken));
    }

    private static async Task<IResult> ListAsync(HttpContext context, PaymentReader payments, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (filter, problem) = PaymentFilter.Read(context.Request.Query, options.Value.MaxPageSize, caller.SeesAll);
        return problem ?? (IResult)TypedResults.Ok(await payments.ListAsync(filter, caller, cancellationToken));
    }

    private static async Task<IResult> GetAsync(
        Guid paymentId, HttpContext context, PaymentReader payments, SettlementWatch watch, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var payment = await payments.FindAsync(paymentId, caller, cancellationToken);
        if (payment is { Settled: false } && Preference.Wait(context.Request, options.Value.MaxWaitSeconds) is var wait && wait > TimeSpan.Zero)
        {
            if (await watch.WaitAsync(paymentId, caller, payment.Standing, wait, cancellationToken))
            {
                Preference.Applied(context.Response, wait);
            }
            else
            {
                context.Response.Headers.RetryAfter = "1";      // whoever follows it asks again at once otherwise
            }

            payment = await payments.FindAsync(paymentId, caller, cancellationToken);
        }

        return payment is null ? Unknown : TypedResults.Ok(payment);
    }

    private static async Task<IResult> CancelAsync(
        Guid paymentId, HttpContext context, WriteOnce writes, PaymentReader payments, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (key, badKey) = IdempotencyKey.Read(context.Request, required: false);
        var (body, canonical, unreadable) = await StrictJson.ReadAsync<NewCancel>(context.Request, options.Value.MaxBodyBytes, optional: true, cancellationToken);
        if ((badKey ?? unreadable) is { } problem)
        {
            return problem;
        }

        var command = new CancelPayment { PaymentId = paymentId, Reason = body!.Reason };
        if (PaymentRules.Violations(command) is { Count: > 0 } violations)
        {
            return StrictJson.Invalid(violations);
        }

        var caller = Caller.Of(context.User);
        if (await payments.FindAsync(paymentId, caller, cancellationToken) is not { } payment)
        {
            return Unknown;
        }

        var write = Write.Of(context, caller, key, key is null ? Guid.CreateVersion7() : Write.IdOf(caller.Client, key), Write.CancelPayment, paymentId, canonical, time.GetUtcNow());
        if (key is not null && await writes.LookAsync(write, cancellationToken) is { Known: true } known)
        {
            return known.Problem ?? (IResult)TypedResults.Accepted(write.Location, payment);
        }

        if (payment is { Settled: true, State: not ("Canceled" or "Failed" or "Refused") })
        {
            return Problems.WrongState.Answer($"The payment is {payment.State}: its money has moved. Ask for a refund.");
        }

        // What was refused, or set aside and is called off now, never reaches the worker; anything else the worker decides, under the payment's lock.
        var nothingLeft = payment.State == "Refused" || (payment.State == "Accepted" && await writes.WithdrawAsync(paymentId, caller.Client, cancellationToken));
        if (!nothingLeft && !payment.IsCertain && !caller.SeesAll)
        {
            return Uncertain;
        }

        var (_, refusal) = await writes.RunAsync(write, nothingLeft ? null : command, cancellationToken);
        return refusal ?? (IResult)TypedResults.Accepted(write.Location, await payments.FindAsync(paymentId, caller, cancellationToken));
    }

    /// <summary>A command about a payment acts on whatever has its id, so it waits until that is known to be the caller's.</summary>
    internal static ProblemAnswer Uncertain =>
        Problems.NotTakenUpYet.Answer("The payment's id was chosen in the request, and the worker has not taken it up yet: until then it may turn out to be another's. Send this again.", retryAfter: 1);

    /// <summary>The same for a payment that is not there and for one of somebody else.</summary>
    internal static ProblemAnswer Unknown => Problems.NotFound.Answer("There is no payment of this id that this caller may see.");
}
