import { Icon } from "../../ui/icons";
import { useView } from "../map/view";

/** Says that a filter is on, how much it leaves, and takes it off. */
export function Filtering() {
  const sieve = useView().sift.value?.value;
  return (
    <>
      <span class={sieve ? "cjm-filtering" : ""} role="status">
        {sieve && <Icon name="filter" />}
        {sieve?.words}
      </span>
      {sieve && (
        <button
          type="button"
          class="cjm-link"
          onClick={(event) => {
            // This button goes with the filter.
            const frame = event.currentTarget.closest(".cjm-frame");
            sieve.clear();
            frame?.querySelector<HTMLElement>(".cjm-filter-button")?.focus();
          }}
        >
          {sieve.clearing}
        </button>
      )}
    </>
  );
}
