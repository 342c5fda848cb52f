using Integration.GatewaySandbox.PayPal;
using Integration.GatewaySandbox.Stripe;

namespace Integration.GatewaySandbox.Faults;

/// <summary><c>POST /sandbox/faults</c>, <c>GET /sandbox/faults</c>, <c>DELETE /sandbox/faults</c>.</summary>
internal static class FaultRoutes
{
    private static readonly string[] Known =
    [
        "*", .. Operations.All, "paypal.*", .. PayPalOperations.All,
    ];

    private sealed record Request(string? Operation, string? Match, string? Fault, int? Times);

    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/faults", (Request request, FaultPlan plan) =>
        {
            var operation = request.Operation ?? "*";
            if (!Known.Contains(operation))
            {
                return Results.Problem($"operation is one of {string.Join(", ", Known)}", statusCode: 400);
            }

            if (request.Fault is null || FaultNames.Parse(request.Fault) is not { } fault)
            {
                return Results.Problem($"fault is one of {string.Join(", ", FaultNames.All)}", statusCode: 400);
            }

            if (request.Times is < 1 or > 1_000_000)
            {
                return Results.Problem("times is 1 … 1000000", statusCode: 400);
            }

            var rule = new FaultRule(operation, string.IsNullOrEmpty(request.Match) ? null : request.Match, fault, request.Fault) { Times = request.Times ?? 1 };
            return plan.Add(rule) ? Results.NoContent() : Results.Problem("there are as many rules as allowed (Sandbox__MaxFaultRules)", statusCode: 409);
        });
        routes.MapGet("/sandbox/faults", (FaultPlan plan) => plan.Rules().Select(r => new { r.Operation, r.Match, Fault = r.Name, r.Times }));
        routes.MapDelete("/sandbox/faults", (FaultPlan plan) =>
        {
            plan.Clear();
            return Results.NoContent();
        });
    }
}
