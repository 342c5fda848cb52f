namespace Integration.Deploy.Azure;

/// <summary>The templates in a folder of their own, to be broken there.</summary>
internal sealed class TemplateCopy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("integration-bicep-").FullName;

    public TemplateCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Bicep.Folder, "*", SearchOption.AllDirectories))
        {
            var target = File(Path.GetRelativePath(Bicep.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }
    }

    public string File(string name) => Path.Combine(_folder, name);

    public void Replace(string file, string text, string other)
    {
        var content = System.IO.File.ReadAllText(File(file));
        content.ShouldContain(text);
        System.IO.File.WriteAllText(File(file), content.Replace(text, other, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
