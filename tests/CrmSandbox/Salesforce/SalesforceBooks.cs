using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>The org's records.</summary>
internal sealed class SalesforceBooks(IOptions<CrmSandboxOptions> options)
{
    public Books Books { get; } = new(
        "salesforce", SalesforceSchemas.Make(), new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase, (schema, number) => SalesforceIds.Make(schema.Mark, number),
        options.Value.MaxRecords, _ => { });
}
