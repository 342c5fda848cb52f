using Integration.Persistence.DeadLetters;
using Integration.WebhookIngress.Api.Security;
using Integration.Contracts.Rules;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Operations;

/// <summary>Why a person does something: it stays in the audit with the caller's name.</summary>
internal sealed record Reasoned
{
    /// <summary>In words; 1 to 500 characters.</summary>
    public required string Why { get; init; }
}

/// <summary>One page of dead letters, the latest first.</summary>
internal sealed record DeadLetterPage
{
    public required IReadOnlyList<DeadLetterLine> DeadLetters { get; init; }

    /// <summary>Give it as <c>after</c> for the next page; absent on the last one.</summary>
    public Guid? Next { get; init; }
}

/// <summary>Dead letters for ops: list, show, retry, discard.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this RouteGroupBuilder api)
    {
        api.MapGet("/dead-letters", ListAsync).RequireAuthorization(Scopes.Ops).IsList()
            .Describe("listDeadLetters", "List dead letters", "What was set aside and why, without bodies, the latest first.")
            .Query(("status", "open, retried or discarded."), ("endpoint", "Only this endpoint's."), ("contract", "Only this contract's."), ("limit", "Entries of a page."), ("after", "next of the page before."))
            .Gives<DeadLetterPage>(StatusCodes.Status200OK).Fails(Problems.InvalidField);
        api.MapGet("/dead-letters/{deadLetterId:guid}", ShowAsync).RequireAuthorization(Scopes.Ops)
            .Describe("getDeadLetter", "Look at a dead letter", "With its body and headers, which may be personal data, and what was done about it.")
            .Gives<DeadLetterDetails>(StatusCodes.Status200OK).Fails(Problems.NotFound);
        api.MapPost("/dead-letters/{deadLetterId:guid}/retry", (Guid deadLetterId, HttpContext context, DeadLetterDesk desk, IOptions<ApiOptions> options, CancellationToken cancellationToken) => ActAsync(context, options.Value, DeadLetterOutcome.AlreadyRetried, (by, why) => desk.RetryAsync(deadLetterId, by, why, cancellationToken), cancellationToken))
            .RequireAuthorization(Scopes.Ops).Describe("retryDeadLetter", "Send a dead letter again", "Under its own message id, to the endpoint that refused it. A repeat changes nothing until it has failed again. What its client was told is refused, or has called off, is not sent (409); nor can be what was masked, or names no type.")
            .Takes<Reasoned>().Produces(StatusCodes.Status204NoContent).Fails(Problems.BadBody, Problems.InvalidField, Problems.NotFound, Problems.WrongState, Problems.TooSlow, Problems.TooLarge, Problems.WrongContentType);
        api.MapPost("/dead-letters/{deadLetterId:guid}/discard", (Guid deadLetterId, HttpContext context, DeadLetterDesk desk, IOptions<ApiOptions> options, CancellationToken cancellationToken) => ActAsync(context, options.Value, DeadLetterOutcome.AlreadyDiscarded, (by, why) => desk.DiscardAsync(deadLetterId, by, why, cancellationToken), cancellationToken))
            .RequireAuthorization(Scopes.Ops).Describe("discardDeadLetter", "Put a dead letter away", "It stays, marked with who and why; a request of a client is told as Refused from then on. A repeat changes nothing; what was sent again is not discarded (409).")
            .Takes<Reasoned>().Produces(StatusCodes.Status204NoContent).Fails(Problems.BadBody, Problems.InvalidField, Problems.NotFound, Problems.WrongState, Problems.TooSlow, Problems.TooLarge, Problems.WrongContentType);
    }

    private static async Task<IResult> ListAsync(HttpContext context, DeadLetterDesk desk, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var asked = new ListQuery(context.Request.Query, "status", "endpoint", "contract", "limit", "after");
        var filter = new DeadLetterFilter { Status = asked.OneOf("status", "open", "retried", "discarded"), Endpoint = asked.Text("endpoint"), Contract = asked.Text("contract") };
        var (limit, after) = (asked.Limit(Math.Min(options.Value.MaxPageSize, DeadLetterDesk.LongestPage - 1)), asked.After<Guid?>(text => Guid.TryParse(text, out var id) ? id : null));
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        var found = await desk.ListAsync(filter, after, limit + 1, cancellationToken);
        return TypedResults.Ok(new DeadLetterPage { DeadLetters = [.. found.Take(limit)], Next = found.Count > limit ? found[limit - 1].Id : null });
    }

    private static async Task<IResult> ShowAsync(Guid deadLetterId, DeadLetterDesk desk, CancellationToken cancellationToken) =>
        await desk.ShowAsync(deadLetterId, cancellationToken) is { } letter ? TypedResults.Ok(letter) : Unknown;

    private static async Task<IResult> ActAsync(HttpContext context, ApiOptions options, DeadLetterOutcome repeat, Func<string, string, Task<DeadLetterOutcome>> act, CancellationToken cancellationToken)
    {
        var (body, _, unreadable) = await StrictJson.ReadAsync<Reasoned>(context.Request, options.MaxBodyBytes, optional: false, cancellationToken);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var wrong = new List<Violation>();
        PlainText.Require(wrong, !string.IsNullOrWhiteSpace(body!.Why), "why", $"has to have 1 to {DeadLetterDesk.LongestReason} characters");
        PlainText.Judge(wrong, ("why", body.Why));
        if (wrong.Count > 0)
        {
            return StrictJson.Invalid(wrong);
        }

        return await act(Caller.Of(context.User).Actor, body.Why) switch
        {
            DeadLetterOutcome.Done => TypedResults.NoContent(),
            var outcome when outcome == repeat => TypedResults.NoContent(),
            DeadLetterOutcome.NotFound => Unknown,
            DeadLetterOutcome.AlreadyRetried => Problems.WrongState.Answer("It was sent again, and nothing was changed: what it asks for may have been done."),
            DeadLetterOutcome.AlreadyDiscarded => Problems.WrongState.Answer("It was discarded, and nothing was changed."),
            DeadLetterOutcome.Final => Problems.WrongState.Answer("It is not sent again: whoever asked was told that it is refused, or has called it off, and may have asked anew."),
            DeadLetterOutcome.Masked => Problems.WrongState.Answer("It cannot be sent again: something in it was masked when it was recorded (it holds (removed), or a number of asterisks). Its sender has to send it anew."),
            DeadLetterOutcome.NamesNoType => Problems.WrongState.Answer("It cannot be sent again: it names no type (MT-MessageType), so that no consumer would know what it is. Its sender has to send it anew, with one."),
            DeadLetterOutcome.NamesNoDestination => Problems.WrongState.Answer("It cannot be sent again: where it should have gone is no address."),
            var other => throw new InvalidOperationException($"Nothing is said of {other}."),
        };
    }

    private static ProblemAnswer Unknown => Problems.NotFound.Answer("There is no dead letter of this id.");
}
