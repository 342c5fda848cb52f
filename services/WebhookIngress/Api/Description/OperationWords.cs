using System.Globalization;
using Integration.WebhookIngress.Api.Writes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Integration.WebhookIngress.Api.Description;

/// <summary>What the document says of one route: its headers, query, and every problem it may answer, with an example.</summary>
internal sealed class OperationWords : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> PathWords = new()
    {
        ["paymentId"] = "The payment's id.", ["refundId"] = "The refund's id.", ["replayId"] = "The replay's id.", ["deadLetterId"] = "The dead letter's id.",
    };

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Tags = new HashSet<OpenApiTagReference> { new(context.Description.RelativePath!.StartsWith("v1/payments", StringComparison.Ordinal) ? "Payments" : "Operations", context.Document) };
        operation.Security = [Requirement(DocumentWords.KeyScheme), Requirement(DocumentWords.TokenScheme)];
        operation.Parameters ??= [];
        if (context.Description.HttpMethod == HttpMethods.Post)
        {
            var problems = metadata.OfType<PossibleProblems>().SelectMany(p => p.Problems).ToList();
            if (problems.Contains(Problems.KeyReused))
            {
                Header(operation, IdempotencyKey.Header, "The same whenever this request is sent again; 1 to 255 visible ASCII characters, not a card number.", required: problems.Contains(Problems.KeyMissing) && !problems.Contains(Problems.WrongState));
            }
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path))
        {
            parameter.Description = PathWords[parameter.Name!];
        }

        foreach (var header in metadata.OfType<RouteHeader>())
        {
            Header(operation, header.Name, header.Description, header.Required);
        }

        foreach (var (name, description) in metadata.OfType<RouteQuery>().SelectMany(q => q.Parameters))
        {
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = description, Schema = QuerySchema(name) });
        }

        if (operation.Responses?.GetValueOrDefault("202") is OpenApiResponse accepted)
        {
            accepted.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Location"] = new OpenApiHeader { Description = "Where to look at it.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" } },
            };
        }

        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), parameterDescription: null, cancellationToken);
        context.Document!.AddComponent("Problem", schema);
        foreach (var status in metadata.OfType<PossibleProblems>().SelectMany(p => p.Problems).Distinct().GroupBy(p => p.Status).OrderBy(g => g.Key))
        {
            operation.Responses![status.Key.ToString(CultureInfo.InvariantCulture)] = Response(status, context.Document);
        }

        OpenApiSecurityRequirement Requirement(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
    }

    private static OpenApiSchema QuerySchema(string name) => name switch
    {
        "limit" => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" },
        "from" or "until" => new() { Type = JsonSchemaType.String, Format = "date-time" },
        _ => new() { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse Response(IEnumerable<Problem> problems, OpenApiDocument document) => new()
    {
        Description = string.Join("; or ", problems.Select(p => p.Title)) + ".",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference("Problem", document),
                Examples = problems.ToDictionary(p => p.Code, p => (IOpenApiExample)new OpenApiExample { Summary = p.Title, Value = ProblemBody.Example(p) }),
            },
        },
    };

    private static void Header(OpenApiOperation operation, string name, string description, bool required) => operation.Parameters!.Add(new OpenApiParameter
    {
        Name = name, In = ParameterLocation.Header, Description = description, Required = required, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });
}
