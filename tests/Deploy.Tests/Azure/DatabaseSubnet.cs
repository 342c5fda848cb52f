using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Integration.Deploy.Azure;

/// <summary>Where PostgreSQL lies: what <c>cidrSubnet</c> of the templates makes of the address space that they have by default.</summary>
internal static partial class DatabaseSubnet
{
    public static IPNetwork Read()
    {
        var space = IPAddress.Parse(Space().Match(File.ReadAllText(Path.Combine(Bicep.Folder, "main.bicep"))).Groups["first"].Value);
        var subnet = Subnet().Match(File.ReadAllText(Path.Combine(Bicep.Folder, "modules", "network.bicep")));
        var length = int.Parse(subnet.Groups["length"].Value, CultureInfo.InvariantCulture);
        var index = uint.Parse(subnet.Groups["index"].Value, CultureInfo.InvariantCulture);
        var first = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(first, BinaryPrimitives.ReadUInt32BigEndian(space.GetAddressBytes()) + (index << (32 - length)));
        return new(new IPAddress(first), length);
    }

    [GeneratedRegex(@"^param addressSpace string = '(?<first>[\d.]+)/\d+'", RegexOptions.Multiline)]
    private static partial Regex Space();

    [GeneratedRegex(@"name: 'postgres'\s+properties: \{\s+addressPrefix: cidrSubnet\(addressSpace, (?<length>\d+), (?<index>\d+)\)")]
    private static partial Regex Subnet();
}
