using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Controls;

/// <summary>Somebody changes the set-up of an object type: fields are added, changed, taken away.</summary>
internal static class FieldRoutes
{
    private const int MaxOptions = 10_000;

    public static void MapFields(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/{crm}/fields/{type}", (string crm, string type, FieldRequest request, IEnumerable<IPeople> people) => With(people, crm, type, table =>
        {
            var known = table.Schema.Field(request.Name ?? "");
            if (string.IsNullOrEmpty(request.Name) || (known is null && request.Kind is null))
            {
                return Results.Problem("a field has a name, and a new one a kind", statusCode: 400);
            }

            var kind = known?.Kind ?? FieldKind.Text;
            if (request.Kind is not null && !Enum.TryParse(request.Kind, ignoreCase: true, out kind))
            {
                return Results.Problem($"kind is one of {string.Join(", ", Enum.GetNames<FieldKind>())}", statusCode: 400);
            }

            if (request.Unique is { } unique && known is not null && unique != known.Unique && table.All.Any(r => r.Lives && r.Text(known.Name) is not null))
            {
                return Results.Problem("a field that has values cannot become unique, or lose that", statusCode: 409);
            }

            if (request.Options is { Count: > MaxOptions })
            {
                return Results.Problem($"at most {MaxOptions} options", statusCode: 400);
            }

            var field = known ?? new FieldSchema(request.Name, kind) { Custom = true };
            table.Schema.Define(field with
            {
                Kind = kind,
                Unique = request.Unique ?? field.Unique,
                ReadOnly = request.ReadOnly ?? field.ReadOnly,
                Required = request.Required ?? field.Required,
                MaxLength = request.MaxLength ?? field.MaxLength,
                Options = request.Options ?? field.Options,
            });
            return Results.NoContent();
        }));
        routes.MapDelete("/sandbox/{crm}/fields/{type}/{name}", (string crm, string type, string name, IEnumerable<IPeople> people) => With(people, crm, type, table =>
            table.Schema.Forget(name) ? Results.NoContent() : Results.Problem($"there is no field {name}", statusCode: 404)));
    }

    private static IResult With(IEnumerable<IPeople> people, string crm, string type, Func<RecordTable, IResult> act)
    {
        if (people.FirstOrDefault(p => p.Books.Crm == crm) is not { } who)
        {
            return Results.Problem("the CRM is hubspot or salesforce", statusCode: 404);
        }

        lock (who.Books.Gate)
        {
            return who.Books.Table(type) is { } table ? act(table) : Results.Problem($"there is no type {type}", statusCode: 404);
        }
    }

    private sealed record FieldRequest(string? Name, string? Kind, bool? Unique, bool? ReadOnly, bool? Required, int? MaxLength, IReadOnlyList<string>? Options);
}
