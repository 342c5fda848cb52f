using Integration.CrmSync;
using Integration.CrmSync.Commands;
using Integration.Standalone;
using Integration.WebhookIngress;

return args is [CrmCommand.Verb, ..]
    ? await CrmService.RunAsync("Standalone", args, words => StandaloneService.Build(words))
    : await IngressService.RunAsync("Standalone", args, words => StandaloneService.Build(words));
