using Integration.CrmSandbox.Faults;
using Integration.CrmSandbox.HubSpot;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Salesforce;

namespace Integration.CrmSandbox.Controls;

/// <summary>What goes wrong, and what was counted.</summary>
internal static class TroubleRoutes
{
    private static readonly string[] Crms = ["hubspot", "salesforce"];

    public static void MapTrouble(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/faults", (FaultRequest request, FaultPlan faults) =>
        {
            var settings = new FaultSettings(request.FailPercent ?? 0, request.LockPercent ?? 0, request.Seed ?? 1);
            if (settings.FailPercent is < 0 or > 100 || settings.LockPercent is < 0 or > 100)
            {
                return Results.Problem("failPercent and lockPercent are 0 … 100", statusCode: 400);
            }

            faults.Settings = settings;
            return Results.NoContent();
        });
        routes.MapGet("/sandbox/faults", (FaultPlan faults) => faults.Settings);
        routes.MapPost("/sandbox/outage", (OutageRequest request, FaultPlan faults) => ForCrms(request.Crm, crm => faults.SetDown(crm, request.Down ?? true)));
        routes.MapPost("/sandbox/bad", (KeysRequest request, FaultPlan faults, IEnumerable<IPeople> people) =>
            ForType(request.ObjectType, people, (crm, type) => faults.SetBad(crm, type, request.Keys ?? [], replace: !(request.Add ?? false))));
        routes.MapPost("/sandbox/locked", (KeysRequest request, FaultPlan faults, IEnumerable<IPeople> people) => request.Times is < 1 or > 1_000_000
            ? Results.Problem("times is 1 … 1000000", statusCode: 400)
            : ForType(request.ObjectType, people, (crm, type) => faults.Lock(crm, type, request.Keys ?? [], request.Times ?? 1)));
        routes.MapPost("/sandbox/token", (TokenRequest request, HubSpotManners hubspot, SalesforceSessions salesforce) => ForCrms(request.Crm, crm =>
        {
            if (crm == "hubspot")
            {
                hubspot.Revoked = request.Revoked ?? hubspot.Revoked;
                hubspot.MissingScope = request.MissingScope is { } scope ? scope.Length == 0 ? null : scope : hubspot.MissingScope;
                return;
            }

            salesforce.Revoked = request.Revoked ?? salesforce.Revoked;
            if (request.Expired == true || request.Revoked == true)
            {
                salesforce.EndAll();
            }
        }));
        routes.MapPost("/sandbox/spend", (SpendRequest request, HubSpotManners hubspot, SalesforceManners salesforce) => request.Calls is not (>= 0 and <= 1_000_000_000)
            ? Results.Problem("calls is 0 … 1000000000", statusCode: 400)
            : ForCrms(request.Crm, crm =>
            {
                if (crm == "hubspot")
                {
                    hubspot.SpendDay(request.Calls.Value);
                }
                else
                {
                    salesforce.SpendDay(request.Calls.Value);
                }
            }));
        routes.MapGet("/sandbox/calls", (CallLog log) => log.Read());
        routes.MapDelete("/sandbox/calls", (CallLog log) =>
        {
            log.Clear();
            return Results.NoContent();
        });
        routes.MapGet("/sandbox/webhooks", (HubSpotEvents events, HubSpotWebhookSender sender) => Results.Json(new
        {
            events.Pending,
            sender.Counts.Delivered,
            sender.Counts.Refused,
            sender.Counts.GivenUp,
        }));
        routes.MapPost("/sandbox/webhooks/redeliver", (RedeliverRequest request, HubSpotEvents events) => request.Last is not (>= 1 and <= 1_000_000)
            ? Results.Problem("last is 1 … 1000000", statusCode: 400)
            : Results.Json(new { Sent = events.Repeat(request.Last.Value) }));
    }

    /// <summary>Both when none is named.</summary>
    private static IResult ForCrms(string? crm, Action<string> act)
    {
        if (crm is not null && !Crms.Contains(crm, StringComparer.Ordinal))
        {
            return Results.Problem("crm is hubspot or salesforce", statusCode: 400);
        }

        foreach (var one in crm is null ? Crms : [crm])
        {
            act(one);
        }

        return Results.NoContent();
    }

    /// <summary>Whichever CRM has the type; no two have one of the same name.</summary>
    private static IResult ForType(string? type, IEnumerable<IPeople> people, Action<string, string> act)
    {
        foreach (var books in people.Select(p => p.Books))
        {
            if (type is not null && books.Table(type) is { } table)
            {
                act(books.Crm, table.Schema.Name);
                return Results.NoContent();
            }
        }

        return Results.Problem("objectType is a type of HubSpot or Salesforce, for example deals or Opportunity", statusCode: 400);
    }

    private sealed record FaultRequest(int? FailPercent, int? LockPercent, long? Seed);

    private sealed record OutageRequest(string? Crm, bool? Down);

    private sealed record KeysRequest(string? ObjectType, IReadOnlyList<string>? Keys, bool? Add, int? Times);

    private sealed record TokenRequest(string? Crm, bool? Revoked, bool? Expired, string? MissingScope);

    private sealed record SpendRequest(string? Crm, int? Calls);

    private sealed record RedeliverRequest(int? Last);
}
