using Integration.Contracts.Payments;
using Integration.Contracts.Rules;
using Integration.WebhookIngress.Api.Payments;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Api.Writes;
using Integration.WebhookIngress.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Refunds;

/// <summary>Refunds of a payment: ask for one, list, look at one. What the payment allows is decided by the worker under the payment's lock.</summary>
internal static class RefundEndpoints
{
    public static void MapRefunds(this RouteGroupBuilder api)
    {
        api.MapPost("/payments/{paymentId:guid}/refunds", CreateAsync).RequireAuthorization(Scopes.Write)
            .Describe("createRefund", "Give money back", "Needs an Idempotency-Key or a refundId: without one, a repeat would be a second refund. It is carried out once.")
            .Takes<NewRefund>().Gives<Refund>(StatusCodes.Status202Accepted)
            .Fails(Problems.BadBody, Problems.InvalidField, Problems.KeyMissing, Problems.NotFound, Problems.IdTaken, Problems.WrongState, Problems.NotTakenUpYet, Problems.TooSlow, Problems.TooLarge, Problems.WrongContentType, Problems.KeyReused);
        api.MapGet("/payments/{paymentId:guid}/refunds", ListAsync).RequireAuthorization(Scopes.Read)
            .Describe("listRefunds", "List a payment's refunds", "The earliest first.").Gives<RefundList>(StatusCodes.Status200OK).Fails(Problems.NotFound);
        api.MapGet("/payments/{paymentId:guid}/refunds/{refundId:guid}", GetAsync).RequireAuthorization(Scopes.Read)
            .Describe("getRefund", "Look at a refund", "One refund of a payment.").Gives<Refund>(StatusCodes.Status200OK).Fails(Problems.NotFound);
    }

    private static async Task<IResult> CreateAsync(
        Guid paymentId, HttpContext context, WriteOnce writes, PaymentReader payments, RefundReader refunds, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (body, canonical, unreadable) = await StrictJson.ReadAsync<NewRefund>(context.Request, options.Value.MaxBodyBytes, optional: true, cancellationToken);
        var (key, badKey) = IdempotencyKey.Read(context.Request, required: unreadable is null && body!.RefundId is null);
        if ((unreadable ?? badKey) is { } problem)
        {
            return problem;
        }

        var caller = Caller.Of(context.User);
        var refundId = body!.RefundId ?? EventIdentity.Of("api-refund", caller.Client, key!);
        var command = new RefundPayment { RefundId = refundId, PaymentId = paymentId, AmountMinor = body.AmountMinor, Reason = body.Reason };
        var violations = RefundRules.Violations(command).ToList();
        if (body.RefundId is { } chosen && EventIdentity.IsDerived(chosen))
        {
            violations.Add(new("refundId", "has to be of another UUID version than 8: those are derived here"));
        }

        if (violations.Count > 0)
        {
            return StrictJson.Invalid(violations);
        }

        if (await payments.FindAsync(paymentId, caller, cancellationToken) is not { } payment)
        {
            return PaymentEndpoints.Unknown;
        }

        var id = key is null ? EventIdentity.Of("api-refund-id", caller.Client, refundId.ToString()) : Write.IdOf(caller.Client, key);
        var write = Write.Of(context, caller, key, id, Write.CreateRefund, paymentId, canonical, time.GetUtcNow());
        write = write with { RefundId = refundId, AmountMinor = body.AmountMinor, Location = $"{write.Location}/refunds/{refundId}" };
        var known = await writes.LookAsync(write, cancellationToken);
        if (!known.Known)
        {
            known.Problem = payment is { Settled: true, State: "Failed" or "Canceled" or "Refused" } ? Problems.WrongState.Answer($"The payment is {payment.State}: it has taken no money.")
                : !payment.IsCertain && !caller.SeesAll ? PaymentEndpoints.Uncertain
                : (await writes.RunAsync(write, command, cancellationToken)).Problem;
        }

        return known.Problem ?? (IResult)TypedResults.Accepted(write.Location, (await refunds.ListAsync(payment, refundId, caller, cancellationToken)).Single());
    }

    private static async Task<IResult> ListAsync(Guid paymentId, HttpContext context, PaymentReader payments, RefundReader refunds, CancellationToken cancellationToken) =>
        Caller.Of(context.User) is var caller && await payments.FindAsync(paymentId, caller, cancellationToken) is { } payment
            ? TypedResults.Ok(new RefundList { Refunds = await refunds.ListAsync(payment, refundId: null, caller, cancellationToken) })
            : PaymentEndpoints.Unknown;

    private static async Task<IResult> GetAsync(Guid paymentId, Guid refundId, HttpContext context, PaymentReader payments, RefundReader refunds, CancellationToken cancellationToken) =>
        Caller.Of(context.User) is var caller && await payments.FindAsync(paymentId, caller, cancellationToken) is not { } payment ? PaymentEndpoints.Unknown
        : await refunds.ListAsync(payment, refundId, caller, cancellationToken) is [var refund] ? TypedResults.Ok(refund)
        : Problems.NotFound.Answer("The payment has no refund of this id.");
}
