using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Integration.Contracts.Payments;

namespace Integration.Contracts.Tests;

/// <summary>The contracts' docstrings, with names as they are on the wire.</summary>
internal static partial class Descriptions
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(InitiatePayment).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);

    public static string Of(Type type) => Text(Members[$"T:{type.FullName}"]);

    public static string Of(PropertyInfo property)
    {
        var member = Members[$"P:{property.DeclaringType!.FullName}.{property.Name}"];
        return member.Element("inheritdoc") is null
            ? Text(member)
            : Of(property.DeclaringType.GetInterfaces().Select(type => type.GetProperty(property.Name)).OfType<PropertyInfo>().First());
    }

    private static string Text(XElement member) => Spaces().Replace(string.Concat(member.Element("summary")!.Nodes().Select(Word)), " ").Trim();

    private static string Word(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{Name((string)see.Attribute("cref")!)}`",
        _ => throw new InvalidOperationException($"A docstring has {node}, which this does not know how to write."),
    };

    private static string Name(string reference)
    {
        var name = reference.Split('.')[^1];
        return reference[0] == 'P' ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
