import { useWords } from "../i18n/context";

/** Nothing that a browser would mend: another slash, a control character, a blank. */
const SOUND = /^(?:https?:\/\/|mailto:)[^\s\p{C}\\]+$/iu;

/**
 * Where a text leads that is an address, and to whom: only http, https and mailto are opened, and
 * only what says plainly where it goes. The host is in ASCII, so that no letter of another script
 * passes for one it is not; a letter is only addressed, never written.
 */
export function linkOf(text: string): { href: string; host: string } | null {
  const address = text.trim();
  if (!SOUND.test(address)) return null;
  try {
    const { protocol, host, href, pathname, username, password } = new URL(address);
    if (protocol === "mailto:") return { href: `mailto:${pathname}`, host: pathname };
    return username || password ? null : { href, host };
  } catch {
    return null;
  }
}

/** A link that says its host; an address that is not opened says that. */
export function Link({ address }: { address: string }) {
  const { t } = useWords();
  const link = linkOf(address);
  if (!address) return null;
  if (!link) return <p class="cjm-hint cjm-unopened">{t("not_opened")}</p>;
  return (
    <a
      class="cjm-link cjm-out"
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      title={link.href}
    >
      <span dir="ltr">{link.host}</span>
      <span aria-hidden="true">↗</span>
    </a>
  );
}
