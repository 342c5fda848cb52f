using Integration.CrmSync;

return await CrmService.RunAsync("CrmSync", args, words => CrmService.Build(words));
