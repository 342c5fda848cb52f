using Integration.WebhookIngress.Api.Payments;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Integration.WebhookIngress.Api;

/// <summary>What a route says of itself, for its description and for the tests that hold the two together.</summary>
internal static class RouteWords
{
    public const string WaitPolicy = "wait";

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string id, string summary, string description) =>
        route.WithName(id).WithSummary(summary).WithDescription(description).Fails(
            Problems.BadRequest, Problems.NotAuthenticated, Problems.ScopeMissing, Problems.HttpsNeeded, Problems.WrongMethod, Problems.TooFast, Problems.Fault, Problems.StoreAway, Problems.IdentityProviderAway);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : notnull => route.Accepts<T>("application/json");

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status) => route.Produces<T>(status);

    /// <summary>Besides the problems that every route may answer.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params Problem[] problems) => route.WithMetadata(new PossibleProblems(problems));

    /// <summary>It may wait as long as the caller prefers, and takes that much longer than others may.</summary>
    public static RouteHandlerBuilder Waits(this RouteHandlerBuilder route) => 
        route.WithMetadata(new RequestTimeoutAttribute(WaitPolicy), new RouteHeader("Prefer", "wait=N: wait up to N seconds for the payment to settle, or to need its customer or a person."));

    /// <summary>It reads many rows: one client may have a few of these at once.</summary>
    public static RouteHandlerBuilder IsList(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ListLimit>().InvokeAsync(context, next));

    /// <summary>What the query may hold: routes with lists read it by themselves.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder route, params (string Name, string Description)[] parameters) => route.WithMetadata(new RouteQuery(parameters));

    /// <summary>The query of a list of payments.</summary>
    public static RouteHandlerBuilder Filters(this RouteHandlerBuilder route) => route.Query(
        ("state", $"Only payments in this state: {string.Join(", ", PaymentFilter.States)}; or, without scope ops, Accepted or Refused."), ("orderId", "Only this order's."), ("customerId", "Only this customer's."), ("from", "Accepted at or after this time (RFC 3339)."),
        ("until", "Accepted before this time."), ("limit", "Entries of a page."), ("after", "next of the page before."));
}

/// <summary>Problems that a route may answer.</summary>
internal sealed record PossibleProblems(IReadOnlyList<Problem> Problems);

/// <summary>A header that a route reads.</summary>
internal sealed record RouteHeader(string Name, string Description, bool Required = false);

/// <summary>Query parameters that a route reads.</summary>
internal sealed record RouteQuery(IReadOnlyList<(string Name, string Description)> Parameters);
