using System.Globalization;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>The account's records. Ids are numbers, and say nothing of their record's type.</summary>
internal sealed class HubSpotBooks(IOptions<CrmSandboxOptions> options, HubSpotEvents events)
{
    private const long FirstId = 171_591_000_000;

    public Books Books { get; } = new(
        "hubspot", HubSpotSchemas.Make(), HubSpotSchemas.Aliases, StringComparer.Ordinal, (_, number) => (FirstId + number).ToString(CultureInfo.InvariantCulture),
        options.Value.MaxRecords, events.Tell);
}
